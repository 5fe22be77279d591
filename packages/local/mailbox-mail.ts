import * as z from 'zod'

const ADDRESS = /^(?:[^<>\r\n]+ <[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)$/
const MAX_RECIPIENTS = 50

const address = (field: string) =>
  z.string().regex(ADDRESS, {
    error: `Invalid \`${field}\` field. The email address needs to follow the \`email@example.com\` or \`Name <email@example.com>\` format.`,
  })
const addresses = (field: string) =>
  z
    .union([address(field).transform((one) => [one]), z.array(address(field)).min(1).max(MAX_RECIPIENTS)])
    .optional()

const Attachment = z.strictObject({
  filename: z.string().min(1),
  content: z.base64(),
  content_type: z.string().optional(),
  content_id: z.string().optional(),
})

/** What Resend's `POST /emails` takes, as far as the product may use it: unknown fields are a mistake of ours. */
const Email = z
  .strictObject({
    from: address('from'),
    to: addresses('to'),
    subject: z
      .string()
      .min(1)
      .max(998)
      .regex(/^[^\r\n]*$/, 'The `subject` may not have line breaks.'),
    html: z.string().optional(),
    text: z.string().optional(),
    cc: addresses('cc'),
    bcc: addresses('bcc'),
    reply_to: addresses('reply_to'),
    headers: z.record(z.string(), z.string().regex(/^[^\r\n]*$/)).optional(),
    attachments: z.array(Attachment).max(20).optional(),
    tags: z
      .array(
        z.strictObject({
          name: z.string().regex(/^[\w-]{1,256}$/),
          value: z.string().regex(/^[\w-]{1,256}$/),
        }),
      )
      .optional(),
  })
  .refine(({ html, text }) => html || text, { error: 'Missing `html` or `text` field.' })

export type Email = z.output<typeof Email>
export type Mail = Email & { id: string; to: string[]; sentAt: string; once?: SentOnce }
/** The idempotency key it came with, and a hash of the whole body, to tell a repeat from a mistake. */
export type SentOnce = { key: string; bodyHash: string }

/** An answer that is an error, in Resend's words. */
export class MailRefusal extends Error {
  readonly statusCode: number
  readonly code: string

  constructor(statusCode: number, code: string, message: string) {
    super(message)
    this.statusCode = statusCode
    this.code = code
  }

  get body() {
    return { statusCode: this.statusCode, name: this.code, message: this.message }
  }
}

/** @throws MailRefusal as Resend answers: a missing field has a name of its own. */
export function parseEmail(text: string): Email & { to: string[] } {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new MailRefusal(422, 'validation_error', 'The request body is not valid JSON.')
  }
  for (const field of ['from', 'to', 'subject']) {
    if (typeof json !== 'object' || json === null || !(field in json)) {
      throw new MailRefusal(422, 'missing_required_field', `Missing \`${field}\` field.`)
    }
  }
  const { success, data, error } = Email.safeParse(json)
  if (!success) {
    const [issue] = error.issues
    throw new MailRefusal(
      422,
      'validation_error',
      `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
    )
  }
  return { ...data, to: data.to ?? [] }
}
