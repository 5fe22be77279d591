import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { close, listen, readText, sendJson, TooLarge } from '#local/http'
import { MailRefusal } from '#local/mailbox-mail'
import { mailboxPage } from '#local/mailbox-page'
import { type MailStore, mailStore } from '#local/mailbox-store'
import { stateDir } from '#local/postgres-home'

/** Resend's limit for one mail with its attachments. */
const MAX_MAIL_BYTES = 40 * 1024 * 1024

const Control = z.strictObject({
  /** How many of the next mails are refused. */
  failNext: z.int().min(0).default(0),
  status: z.int().min(400).max(599).default(500),
  /** How long every answer takes from now on, in milliseconds. */
  delayMs: z.int().min(0).max(120_000).default(0),
})

export type Mailbox = Readonly<{ port: number; url: string; stop: () => Promise<void> }>
export type MailboxOptions = { port?: number; dir?: string; key?: string }

const FAULTS: Record<number, [string, string]> = {
  429: ['rate_limit_exceeded', 'Too many requests. Please limit the number of requests per second.'],
  503: ['service_unavailable', 'The service is unavailable.'],
}

function mailbox(store: MailStore, key: string) {
  let trouble = Control.parse({})

  function checkKey(header: string | undefined) {
    const sent = /^Bearer (.+)$/.exec(header ?? '')?.[1]
    if (!sent) throw new MailRefusal(401, 'missing_api_key', 'Missing API key in the authorization header.')
    if (sent !== key) throw new MailRefusal(403, 'invalid_api_key', 'API key is invalid.')
  }

  async function send(request: IncomingMessage) {
    const body = await readText(request, MAX_MAIL_BYTES)
    if (trouble.delayMs) await sleep(trouble.delayMs)
    if (trouble.failNext > 0) {
      trouble.failNext--
      const [name, message] = FAULTS[trouble.status] ?? [
        'internal_server_error',
        'An unexpected error occurred.',
      ]
      throw new MailRefusal(trouble.status, name, message)
    }
    checkKey(request.headers.authorization)
    return { id: store.accept(body, request.headers['idempotency-key']?.toString()) }
  }

  async function control(request: IncomingMessage) {
    trouble = Control.parse(JSON.parse((await readText(request, 10_000)) || '{}'))
    return trouble
  }

  return { send, control }
}

function sendAttachment(response: ServerResponse, store: MailStore, id: string, at: number) {
  const attachment = store.find(id)?.attachments?.[at]
  if (!attachment) throw new MailRefusal(404, 'not_found', 'Attachment not found')
  response.writeHead(200, {
    'content-type': attachment.content_type ?? 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(attachment.filename)}`,
  })
  response.end(Buffer.from(attachment.content, 'base64'))
}

function router(store: MailStore, { send, control }: ReturnType<typeof mailbox>) {
  return async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://mailbox')
    const [, place, id, , at] = url.pathname.split('/')
    const asked = `${request.method} /${place ?? ''}`
    if (asked === 'POST /emails') return sendJson(response, 200, await send(request))
    if (asked === 'POST /control') return sendJson(response, 200, await control(request))
    if (asked === 'DELETE /mails') return sendJson(response, 200, store.clear() ?? {})
    if (asked === 'GET /mails' && at) return sendAttachment(response, store, id ?? '', Number(at))
    if (asked === 'GET /mails' && id) return sendJson(response, 200, store.find(id) ?? {})
    if (asked === 'GET /mails') {
      const to = url.searchParams.get('to') ?? undefined
      return sendJson(response, 200, store.list({ to, search: url.searchParams.get('search') ?? undefined }))
    }
    if (asked !== 'GET /') throw new MailRefusal(404, 'not_found', 'The requested endpoint does not exist')
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(mailboxPage)
  }
}

function sendError(response: ServerResponse, error: unknown) {
  if (error instanceof MailRefusal) return sendJson(response, error.statusCode, error.body)
  const refusal =
    error instanceof TooLarge
      ? new MailRefusal(413, 'validation_error', error.message)
      : new MailRefusal(400, 'validation_error', error instanceof Error ? error.message : String(error))
  sendJson(response, refusal.statusCode, refusal.body)
}

/**
 * Stands in for Resend's API, strictly, and shows what was sent: to people on `/`, to tests on `/mails?to=`.
 * `POST /control {failNext, status, delayMs}` makes it fail or slow; `DELETE /mails` empties it.
 */
export async function startMailbox(options: MailboxOptions = {}): Promise<Mailbox> {
  const store = mailStore(options.dir ?? join(stateDir, 'mailbox'))
  const route = router(store, mailbox(store, options.key ?? 're_local'))
  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => sendError(response, error))
  })
  const port = await listen(server, options.port ?? 0)
  return { port, url: `http://127.0.0.1:${port}`, stop: () => close(server) }
}
