/** One field the API refused. `pointer` is a JSON Pointer into the body: `/email`, `/lines/0/priceMinor`. */
export type ProblemField = { pointer: string; code?: string; detail?: string }

type ProblemBody = {
  title?: string
  detail?: string
  code?: string
  errors?: ProblemField[]
  requestId?: string
} & Record<string, unknown>

/** What the API refused or failed at (RFC 9457). `code` is stable and part of the contract; `body` has the rest. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string | undefined
  readonly errors: ProblemField[]
  readonly requestId: string | undefined
  readonly body: Record<string, unknown>

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title ?? `HTTP ${status}`)
    this.name = 'Problem'
    this.status = status
    this.code = body.code ?? `http_${status}`
    this.title = body.title ?? ''
    this.detail = body.detail
    this.errors = body.errors ?? []
    this.requestId = body.requestId
    this.body = body
  }
}

/** No answer came: the network is gone, the server cannot be reached, or it took longer than the limit. */
export class Offline extends Error {
  constructor(cause: unknown) {
    super('No answer from the server.', { cause })
    this.name = 'Offline'
  }
}

/** The refusal an answer carries. Whatever stands between us and the API may answer with something else than JSON. */
export async function problemOf(response: Response): Promise<Problem> {
  const requestId = response.headers.get('x-request-id') ?? undefined
  const isJson = response.headers.get('content-type')?.includes('json')
  const body = isJson ? await response.json().catch(() => ({})) : {}
  return new Problem(response.status, { requestId, ...body })
}
