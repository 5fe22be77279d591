import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { startMailbox } from '#local/mailbox'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

const mail = {
  from: 'Can Quartet <hola@example.com>',
  to: 'marta@example.com',
  subject: 'Tu factura',
  text: 'Hola',
}

async function open(dir = mkdtempSync(join(tmpdir(), 'nave-mailbox-'))) {
  const mailbox = await startMailbox({ dir, key: 're_test' })
  undo.push(() => mailbox.stop())
  undo.push(() => rmSync(dir, { recursive: true, force: true }))
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const answer = await fetch(mailbox.url + path, { method: 'POST', body: text, headers })
    return { status: answer.status, body: await answer.json() }
  }
  const send = (body: unknown, headers = {}) =>
    post('/emails', body, { authorization: 'Bearer re_test', ...headers })
  const list = async (query = '') =>
    (await (await fetch(`${mailbox.url}/mails${query}`)).json()) as { subject: string }[]
  return { dir, url: mailbox.url, post, send, list, stop: mailbox.stop }
}

test('a mail is taken in, and found by its reader', async () => {
  const { send, list } = await open()
  expect(await send(mail)).toEqual({ status: 200, body: { id: expect.stringMatching(/^[0-9a-f-]{36}$/) } })
  await send({ ...mail, to: ['Pau <pau@example.com>'], subject: 'Otra', reply_to: 'no@example.com' })
  expect(await list()).toHaveLength(2)
  expect(await list('?to=pau@example.com')).toMatchObject([
    { subject: 'Otra', to: ['Pau <pau@example.com>'] },
  ])
  expect(await list('?search=factura')).toMatchObject([{ subject: 'Tu factura' }])
})

test('mails outlive a restart', async () => {
  const { send, stop, dir } = await open()
  await send(mail)
  await stop()
  undo.length = 0
  expect(await (await open(dir)).list()).toHaveLength(1)
})

test('one idempotency key sends one mail', async () => {
  const { send, list } = await open()
  const key = { 'idempotency-key': 'invoice/1' }
  const first = await send(mail, key)
  expect(await send(mail, key)).toEqual(first)
  expect(await list()).toHaveLength(1)
  expect(await send({ ...mail, subject: 'Otra' }, key)).toMatchObject({
    status: 409,
    body: { statusCode: 409, name: 'invalid_idempotent_request' },
  })
})

test('what Resend would refuse is refused', async () => {
  const { send, post } = await open()
  const { subject: _, ...untitled } = mail
  const wrong: [unknown, number, string][] = [
    [untitled, 422, 'missing_required_field'],
    [{ ...mail, to: 'nobody' }, 422, 'validation_error'],
    [{ ...mail, to: [] }, 422, 'validation_error'],
    [{ ...mail, from: 'Can Quartet' }, 422, 'validation_error'],
    [{ ...mail, text: undefined }, 422, 'validation_error'],
    [{ ...mail, replyTo: 'a@example.com' }, 422, 'validation_error'],
    [{ ...mail, subject: 'one\r\nBcc: two@example.com' }, 422, 'validation_error'],
    [{ ...mail, attachments: [{ filename: 'a.pdf', content: 'not base64!' }] }, 422, 'validation_error'],
    ['no json', 422, 'validation_error'],
  ]
  for (const [body, status, name] of wrong) {
    expect(await send(body), JSON.stringify(body)).toMatchObject({
      status,
      body: { statusCode: status, name },
    })
  }
  expect(await post('/emails', mail)).toMatchObject({ status: 401, body: { name: 'missing_api_key' } })
  expect(await send(mail, { authorization: 'Bearer re_other' })).toMatchObject({
    status: 403,
    body: { name: 'invalid_api_key' },
  })
})

test('it fails as often as it is told to, and then works again', async () => {
  const { send, post, list } = await open()
  await post('/control', { failNext: 2, status: 429 })
  expect(await send(mail)).toMatchObject({ status: 429, body: { name: 'rate_limit_exceeded' } })
  expect((await send(mail)).status).toBe(429)
  expect((await send(mail)).status).toBe(200)
  expect(await list()).toHaveLength(1)
})

test('attachments come back byte for byte', async () => {
  const { send, url } = await open()
  const bytes = Buffer.from([37, 80, 68, 70, 0, 255])
  const content = bytes.toString('base64')
  const attachments = [{ filename: 'Factura nº 1.pdf', content, content_type: 'application/pdf' }]
  const { body } = await send({ ...mail, attachments })
  const answer = await fetch(`${url}/mails/${body.id}/attachments/0`)
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''Factura%20n%C2%BA%201.pdf")
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes)
})
