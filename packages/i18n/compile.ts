import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { compile } from '@inlang/paraglide-js'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** A table from error code to text: codes arrive at run time, so the texts cannot be imported one by one. */
async function problemTable(): Promise<string> {
  const source = await readFile(here('messages/problems/es.json'), 'utf8')
  const keys = Object.keys(JSON.parse(source) as Record<string, unknown>)
  const rows = keys.map((key) => `  ${key.replace(/^problems_/, '')}: m.${key},`)
  return `import * as m from './messages/_index.js'\n\nexport const problemTable = {\n${rows.join('\n')}\n}\n`
}

await compile({
  project: here('project.inlang'),
  outdir: here('generated'),
  strategy: ['globalVariable', 'baseLocale'],
  disableAsyncLocalStorage: true,
  emitGitIgnore: false,
  emitPrettierIgnore: false,
  emitReadme: false,
  includeEslintDisableComment: false,
  additionalFiles: { 'problems.js': await problemTable() },
})

// The compiler leaves timers of half a minute behind.
process.exit(0)
