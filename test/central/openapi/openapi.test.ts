import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { getOpenApi } from '#contract/http/openapi.ts'
import { aStaffMember } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

const Operation = z.strictObject({
  operationId: z.string(),
  security: z.array(
    z.record(z.enum(['proof', 'session']), z.tuple([])).or(z.partialRecord(z.enum(['proof', 'session']), z.tuple([]))),
  ),
  'x-access': z.enum(['anyone', 'device', 'workstation', 'candidate', 'session', 'nobody']),
  'x-roles': z.array(z.string()).optional(),
  parameters: z
    .array(
      z.strictObject({ name: z.string(), in: z.literal('path'), required: z.literal(true), schema: z.looseObject({}) }),
    )
    .optional(),
  requestBody: z.looseObject({ content: z.looseObject({ 'application/json': z.looseObject({}) }) }).optional(),
  responses: z.looseObject({ 200: z.looseObject({ description: z.string() }), default: z.looseObject({}) }),
})
/** As far as OpenAPI 3.1 prescribes what we use of it. */
const OpenApi = z.looseObject({
  openapi: z.string().regex(/^3\.1\.\d$/),
  info: z.strictObject({ title: z.string(), version: z.string() }),
  paths: z.record(
    z.string().startsWith('/'),
    z.partialRecord(z.enum(['get', 'post', 'put', 'delete', 'head', 'patch']), Operation),
  ),
})

let service: TestService
let document: z.output<typeof OpenApi>
beforeAll(async () => {
  service = await startTestService()
  const headOffice = await aStaffMember(service, 'E40001')
  document = OpenApi.parse((await headOffice.call(getOpenApi)).body)
})
afterAll(() => service.stop())

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'url' in value && 'schema' in value && 'access' in value
}

/** Every endpoint that a file of the contract exports. */
async function contractEndpoints(): Promise<Endpoint[]> {
  const files = readdirSync('contract/http').map((name) => import(`#contract/http/${name.slice(0, -3)}.ts`))
  const modules: object[] = await Promise.all(files)
  return modules.flatMap((module) => Object.values(module).filter(isEndpoint))
}

test('every endpoint of the contract is in it with access, roles, body and parameters', async () => {
  const endpoints = await contractEndpoints()
  expect(endpoints.length).toBeGreaterThan(30)
  for (const { method, url, access, roles, schema } of endpoints) {
    const path = url.replace(/:(\w+)/g, '{$1}')
    const operation = document.paths[path]?.[method.toLowerCase() as 'get']
    expect({ path, operation }).toMatchObject({ path, operation: { 'x-access': access } })
    expect([path, operation?.['x-roles'] ?? null]).toEqual([path, roles ?? null])
    expect([path, Boolean(operation?.requestBody)]).toEqual([path, Boolean(schema.body) && url !== '/events'])
    const named = [...url.matchAll(/:(\w+)/g)].map(([, name]) => name)
    expect(operation?.parameters?.map(({ name }) => name) ?? []).toEqual(named)
  }
})

test('every route that the service answers is in it, also those without schemas, and no other', () => {
  const tree = service.app.printRoutes({ commonPrefix: false, includeHooks: false })
  for (const [path, operations] of Object.entries(document.paths)) {
    const url = path.replace(/\{(\w+)\}/g, ':$1')
    for (const method of Object.keys(operations))
      expect([method, url, service.app.hasRoute({ method: method.toUpperCase() as 'GET', url })]).toEqual([
        method,
        url,
        true,
      ])
  }
  const served = tree.split('\n').flatMap((line) => /\((.+)\)$/.exec(line)?.[1]?.split(', ') ?? [])
  const listed = Object.values(document.paths).flatMap((operations) => Object.keys(operations))
  // Fastify adds a HEAD to each GET.
  expect(listed.filter((method) => method !== 'head')).toHaveLength(served.filter((method) => method !== 'HEAD').length)
  expect(document.paths['/uploads/{id}']).toMatchObject({ patch: { 'x-access': 'session' } })
})

test('no operation has the id of another', () => {
  const ids = Object.values(document.paths).flatMap((operations) =>
    Object.values(operations).map((operation) => operation.operationId),
  )
  expect(new Set(ids).size).toBe(ids.length)
})

test.each(['E20001', 'E50001', 'E60001', 'E10017'])(
  '%s, who is no head-office administrator, is refused',
  async (employeeId) => {
    const device = await aStaffMember(service, employeeId)
    expect((await device.call(getOpenApi)).body).toMatchObject({ code: 'forbidden' })
  },
)
