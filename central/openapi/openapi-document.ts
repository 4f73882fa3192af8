/** The OpenAPI 3.1 document of every route that is served. */

import * as z from 'zod'
import type { ServedRoute } from '#central/plugins/collect-routes.ts'
import { Failure } from '#contract/failure.ts'
import { type Access, sealedPageMediaType } from '#contract/http/endpoint.ts'

type Json = Record<string, unknown>

/** @see OpenAPI Specification 3.1.1; JSON Schema 2020-12. */
export function openApiDocument(routes: readonly ServedRoute[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const route of [...routes].sort((a, b) => a.url.localeCompare(b.url))) {
    const path = route.url.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) }
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Credit Query Workstation, head-office service', version },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    paths,
    components: {
      schemas: { Failure: jsonSchemaOf(Failure, 'output') },
      securitySchemes: {
        proof: { type: 'apiKey', in: 'header', name: 'DPoP', description: 'Proof by the device key (RFC 9449).' },
        session: { type: 'http', scheme: 'DPoP', description: 'Token of a session, bound to the device key.' },
      },
    },
  }
}

const securityOf = {
  anyone: [],
  device: [{ proof: [] }],
  workstation: [{ proof: [] }],
  candidate: [{ proof: [], session: [] }],
  session: [{ proof: [], session: [] }],
} as const satisfies Record<Access, readonly Json[]>

function operationOf({ method, url, access, roles, endpoint }: ServedRoute): Json {
  const { params, body, response } = endpoint?.schema ?? {}
  return {
    operationId: [method.toLowerCase(), ...url.split(/\W+/)].filter(Boolean).join('-'),
    // Nobody is answered by a route that does not say whom it answers.
    security: access ? securityOf[access] : [{ proof: [], session: [] }],
    'x-access': access ?? 'nobody',
    ...(roles && { 'x-roles': roles }),
    ...(url.includes(':') && { parameters: parametersOf(url, params) }),
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: jsonSchemaOf(body, 'input') } } },
    }),
    responses: { 200: answerOf(response?.[200]), default: failureAnswer },
  }
}

const failureAnswer = {
  description: 'What went wrong, as a code; its HTTP status belongs to the code.',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } },
}

function parametersOf(url: string, params: z.ZodType | undefined): Json[] {
  const { properties = {} } = (params ? jsonSchemaOf(params, 'input') : {}) as { properties?: Record<string, Json> }
  return [...url.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: properties[name] ?? { type: 'string' },
  }))
}

function answerOf(schema: z.ZodType | undefined): Json {
  if (!schema) return { description: 'See the protocol of this route.' }
  if (schema instanceof z.ZodCustom) return { description: 'Bytes.', content: { [sealedPageMediaType]: {} } }
  return { description: 'Done.', content: { 'application/json': { schema: jsonSchemaOf(schema, 'output') } } }
}

function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' })
  return rest
}
