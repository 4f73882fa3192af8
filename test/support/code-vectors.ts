/** Judges every published vector of one-time passwords and challenge codes. Runs in Node and in Electron. */

import { type GmtFunction, gmtOneTimePassword } from '#central/identity/gmt-0021.ts'
import { hashPin, ocraResponse, parseOcraSuite } from '#central/identity/ocra.ts'
import { oneTimePassword, timeStep } from '#central/identity/one-time-password.ts'
import gmt from '#test/fixtures/gmt-0021.json' with { type: 'json' }
import ocra from '#test/fixtures/ocra-rfc6287.json' with { type: 'json' }
import oath from '#test/fixtures/one-time-passwords.json' with { type: 'json' }
import type { Judgement } from '#test/support/log-vectors.ts'

export function judgeCodes(): Judgement[] {
  return [...judgeHotp(), ...judgeTotp(), ...judgeGmt(), ...judgeOcra()]
}

function judgeHotp(): Judgement[] {
  const { secretAscii, counter0to9 } = oath.hotp_rfc4226
  return counter0to9.map((code, counter) => ({
    name: `HOTP ${counter}`,
    isAsPublished: oneTimePassword(Buffer.from(secretAscii), BigInt(counter), { profile: 'hotp', digits: 6 }) === code,
  }))
}

const seedBytes = { sha1: 20, sha256: 32, sha512: 64 } as const

function judgeTotp(): Judgement[] {
  const names = ['sha1', 'sha256', 'sha512'] as const
  return oath.totp_rfc6238.rows.flatMap((row) =>
    names.map((name) => {
      const seed = Buffer.from('1234567890'.repeat(7).slice(0, seedBytes[name]))
      const computed = oneTimePassword(seed, timeStep(row.unix, 30), { profile: `totp-${name}`, digits: 8 })
      return { name: `TOTP ${name} ${row.unix}`, isAsPublished: computed === row[name] }
    }),
  )
}

interface GmtRow {
  readonly key: string
  readonly timeStep?: number
  readonly counter?: number
  readonly challenge?: string
}

function judgeGmt(): Judgement[] {
  const published = gmt.published.rows.map((row) => judgeGmtRow(row, 'sm3', { digits: 6, code: row.code }))
  const regressions = gmt.regression.rows.flatMap((row) =>
    Object.entries(row.codes).flatMap(([algorithm, codes]) =>
      Object.entries(codes).map(([digits, code]) =>
        judgeGmtRow(row, algorithm as GmtFunction, { digits: Number(digits), code }),
      ),
    ),
  )
  return [...published, ...regressions]
}

function judgeGmtRow(row: GmtRow, algorithm: GmtFunction, { digits, code }: { digits: number; code: string }) {
  const number = (value: number | undefined) => (value === undefined ? undefined : BigInt(value))
  const input = { timeStep: number(row.timeStep), counter: number(row.counter), challenge: row.challenge }
  const computed = gmtOneTimePassword(Buffer.from(row.key, 'hex'), input, { algorithm, digits })
  return { name: `GM/T ${algorithm} ${digits} ${row.timeStep}`, isAsPublished: computed === code }
}

interface OcraRow {
  readonly challenge: string
  readonly code: string
  readonly counter?: number
  readonly pin?: string
  readonly timeStep?: number
}

function judgeOcra(): Judgement[] {
  return ocra.groups.flatMap(({ suite: text, rows }) => {
    const suite = parseOcraSuite(text)
    const key = Buffer.from(ocra.keysAscii[suite.hash.toUpperCase() as keyof typeof ocra.keysAscii])
    return rows.map(({ challenge, code, counter, pin, timeStep: step }: OcraRow) => {
      const computed = ocraResponse(key, suite, {
        challenge,
        counter: counter === undefined ? undefined : BigInt(counter),
        pinHash: pin === undefined ? undefined : hashPin(suite, pin),
        timeStep: step === undefined ? undefined : BigInt(step),
      })
      return { name: `OCRA ${text} ${challenge}`, isAsPublished: computed === code }
    })
  })
}
