import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import * as z from 'zod'
import { readText } from '#local/http'
import type { StatementResult, Work } from '#local/neon-batch'

const MAX_BODY_BYTES = 64 * 1024 * 1024
const ISOLATION: Record<string, string> = {
  ReadUncommitted: 'read uncommitted',
  ReadCommitted: 'read committed',
  RepeatableRead: 'repeatable read',
  Serializable: 'serializable',
}

/** What Neon refuses before Postgres sees it; sent as 400 with a message, as Postgres' own errors are. */
export class BadRequest extends Error {}

const Query = z.object({ query: z.string(), params: z.array(z.unknown()).default([]) })
const Body = z.union([z.object({ queries: z.array(Query).max(10_000) }), Query])

/** A JSON array as the text of a Postgres array. */
function arrayText(values: unknown[]): string {
  const cells = values.map((value) => {
    if (Array.isArray(value)) return arrayText(value)
    const text = paramText(value)
    return text === null ? 'NULL' : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
  })
  return `{${cells.join(',')}}`
}

function paramText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return arrayText(value)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const statement = ({ query, params }: z.output<typeof Query>) => ({ query, params: params.map(paramText) })

function beginText(headers: IncomingHttpHeaders): string {
  const isolation = headers['neon-batch-isolation-level']
  if (isolation !== undefined && !ISOLATION[String(isolation)])
    throw new BadRequest(`isolation level: ${isolation}`)
  const modes = [
    isolation && `isolation level ${ISOLATION[String(isolation)]}`,
    headers['neon-batch-read-only'] === 'true' && 'read only',
    headers['neon-batch-deferrable'] === 'true' && 'deferrable',
  ]
  return ['begin', modes.filter(Boolean).join(', ')].join(' ').trim()
}

/** Reads what the driver posts to `/sql`: one query, or several that are one transaction. */
export async function readWork(request: IncomingMessage): Promise<Work & { isBatch: boolean }> {
  const text = await readText(request, MAX_BODY_BYTES)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new BadRequest('the body is not JSON')
  }
  const body = Body.safeParse(json)
  if (!body.success)
    throw new BadRequest(`the body is not {query, params} or {queries}: ${body.error.message}`)
  return 'queries' in body.data
    ? { isBatch: true, statements: body.data.queries.map(statement), begin: beginText(request.headers) }
    : { isBatch: false, statements: [statement(body.data)] }
}

const NUMBERS = new Set([21, 23, 26, 700, 701])
const JSONS = new Set([114, 3802])

/** Without the raw text header, Neon turns what JSON knows into JSON; 64-bit numbers stay text. */
function jsonCell(text: string | null, type: number): unknown {
  if (text === null) return null
  if (type === 16) return text === 't'
  if (NUMBERS.has(type)) return Number.isFinite(Number(text)) ? Number(text) : text
  return JSONS.has(type) ? JSON.parse(text) : text
}

/** One result in the shape and the spelling that the driver expects. */
export function resultBody(
  { command, rowCount, fields, rows }: StatementResult,
  headers: IncomingHttpHeaders,
) {
  const isRaw = headers['neon-raw-text-output'] === 'true'
  const isArray = headers['neon-array-mode'] === 'true'
  const cells = isRaw
    ? rows
    : rows.map((row) => row.map((cell, at) => jsonCell(cell, fields[at]?.dataTypeID ?? 0)))
  return {
    command,
    rowCount,
    rowAsArray: isArray,
    fields,
    rows: isArray
      ? cells
      : cells.map((row) => Object.fromEntries(row.map((cell, at) => [fields[at]?.name, cell]))),
  }
}
