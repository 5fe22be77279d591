import { afterAll, inject } from 'vitest'
import type { TestDatabase } from '#local/test-machine'

let mine: Promise<TestDatabase> | undefined

async function ask(path: string, method: string): Promise<Response> {
  const answer = await fetch(`${inject('testMachine')}${path}`, { method })
  if (!answer.ok) throw new Error(`No database for the tests: ${await answer.text()}`)
  return answer
}

async function make(): Promise<TestDatabase> {
  const answer = await ask('/', 'POST')
  return (await answer.json()) as TestDatabase
}

/**
 * This test file's own migrated, empty database; the same one at every call. It is dropped, with whatever is
 * still connected to it, after the file. Import this module at the top of the file, or of what the file imports.
 */
export function testDatabase(): Promise<TestDatabase> {
  mine ??= make()
  return mine
}

afterAll(async () => {
  if (!mine) return
  const { name } = await mine
  await ask(`/${name}`, 'DELETE')
})
