import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Endpoint } from '#contract/http/endpoint.ts'

async function endpoints(): Promise<Endpoint[]> {
  const files = readdirSync('contract/http').filter((file) => file !== 'endpoint.ts')
  const modules = await Promise.all(
    files.map((file) => import(/* @vite-ignore */ join(process.cwd(), 'contract/http', file))),
  )
  return modules.flatMap((module) => Object.values(module)).filter(isEndpoint)
}

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'method' in value && 'access' in value
}

test('while a session is locked it answers these and nothing else', async () => {
  const answering = (await endpoints()).filter(({ answersLocked }) => answersLocked)
  expect(answering.map(({ method, url }) => `${method} ${url}`).toSorted()).toEqual([
    'DELETE /sessions/current',
    'GET /events',
    'GET /sessions/current',
    'POST /sessions/current/lock',
    'POST /sessions/current/unlock',
  ])
})
