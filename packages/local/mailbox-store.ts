import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Mail, MailRefusal, parseEmail } from '#local/mailbox-mail'

const KEPT_MAILS = 500
const KEY_HOURS = 24

type Answered = { bodyHash: string; id: string; at: number }
export type MailFilter = { to?: string | undefined; search?: string | undefined; limit?: number }

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

function readMails(dir: string): Mail[] {
  mkdirSync(dir, { recursive: true })
  const files = readdirSync(dir).filter((file) => file.endsWith('.json'))
  const mails = files.map((file): Mail => JSON.parse(readFileSync(join(dir, file), 'utf8')))
  return mails.sort((a, b) => b.sentAt.localeCompare(a.sentAt))
}

/** All mails, newest first, in memory and one file each: a restart keeps them, and a person can look. */
export function mailStore(dir: string) {
  const mails = readMails(dir)
  const answered = new Map<string, Answered>()
  const fileOf = (id: string) => join(dir, `${id}.json`)

  function earlier(key: string, bodyHash: string): string | undefined {
    if (key.length > 256)
      throw new MailRefusal(400, 'invalid_idempotency_key', 'The key must be between 1-256 chars.')
    const first = answered.get(key)
    if (!first || first.at < Date.now() - KEY_HOURS * 3_600_000) return undefined
    if (first.bodyHash === bodyHash) return first.id
    throw new MailRefusal(
      409,
      'invalid_idempotent_request',
      'Same idempotency key used with a different payload.',
    )
  }

  /** Takes a mail in, once for each idempotency key, and returns its id. */
  function accept(body: string, key: string | undefined): string {
    const bodyHash = hashOf(body)
    const known = key ? earlier(key, bodyHash) : undefined
    if (known) return known
    const mail: Mail = { id: randomUUID(), sentAt: new Date().toISOString(), ...parseEmail(body) }
    mails.unshift(mail)
    writeFileSync(fileOf(mail.id), JSON.stringify(mail))
    for (const old of mails.splice(KEPT_MAILS)) rmSync(fileOf(old.id), { force: true })
    if (key) answered.set(key, { bodyHash, id: mail.id, at: Date.now() })
    return mail.id
  }

  function list({ to, search, limit = 100 }: MailFilter): Mail[] {
    const wanted = search?.toLowerCase()
    const matches = (mail: Mail) =>
      (!to || mail.to.some((address) => address.toLowerCase().includes(to.toLowerCase()))) &&
      (!wanted || `${mail.from} ${mail.to} ${mail.subject} ${mail.text}`.toLowerCase().includes(wanted))
    return mails.filter(matches).slice(0, limit)
  }

  function clear() {
    for (const { id } of mails.splice(0)) rmSync(fileOf(id), { force: true })
    answered.clear()
  }

  return { accept, list, clear, find: (id: string) => mails.find((mail) => mail.id === id) }
}

export type MailStore = ReturnType<typeof mailStore>
