import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAuditService } from '#central/audit/audit-service.ts'
import { createPublications } from '#central/audit/publications.ts'
import { startSequencer } from '#central/audit/sequencer.ts'
import { cqw } from '#test/support/cqw.ts'
import { type ClonedDatabase, cloneDatabase } from '#test/support/database.ts'
import { aDraft, aLogIdentity } from '#test/support/log-entries.ts'

let cloned: ClonedDatabase
beforeAll(async () => {
  cloned = await cloneDatabase()
})
afterAll(() => cloned.drop())

const key = Buffer.from('12345678901234567890').toString('hex')

test.each([
  { args: ['--profile', 'totp-sha1', '--time', '59', '--digits', '8'], code: '94287082' },
  { args: ['--profile', 'totp-sha1', '--time', '59', '--period', '60'], code: '755224' },
  { args: ['--profile', 'hotp', '--counter', '9'], code: '520489' },
])('cqw otp $args prints $code alone', async ({ args, code }) => {
  expect(await cqw('otp', '--key', key, ...args)).toEqual({ code: 0, stdout: `${code}\n`, stderr: '' })
})

test.each([
  { why: 'an unknown profile', args: ['otp', '--profile', 'md5', '--key', key] },
  { why: 'no key', args: ['otp', '--profile', 'totp-sha1'] },
  { why: 'a key that is no hexadecimal', args: ['otp', '--profile', 'totp-sha1', '--key', 'xyz'] },
  { why: 'a key below 128 bits', args: ['otp', '--profile', 'totp-sha1', '--key', '0011'] },
  { why: 'nine digits', args: ['otp', '--profile', 'totp-sha1', '--key', key, '--digits', '9'] },
  { why: 'hotp without counter', args: ['otp', '--profile', 'hotp', '--key', key] },
  { why: 'an unknown command', args: ['fly'] },
  { why: 'no command', args: [] },
  { why: 'a folder without service', args: ['log', 'verify', '--data', 'test/fixtures'] },
])('$why ends with exit code 2 and a reason, printing nothing as a result', async ({ args }) => {
  const { code, stdout, stderr } = await cqw(...args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).not.toBe('')
})

test('help is a result', async () => {
  expect(await cqw('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('Usage: cqw') })
})

test('cqw log verify says yes to an intact log and no to a changed one, naming the entry', async () => {
  const { database, url } = cloned
  const log = aLogIdentity()
  const clock = () => new Date()
  const audit = createAuditService({ database, log, publications: createPublications(), clock })
  const sequencer = await startSequencer(database, log, clock)
  for (let entry = 0; entry < 5; entry += 1) await audit.recordAlone(aDraft())
  await sequencer.flush()
  const verify = () => cqw('log', 'verify', '--database', url, '--key', audit.verifierKey)
  expect(await verify()).toEqual({ code: 0, stdout: 'intact: 5 entries, 1 checkpoints, 0 waiting\n', stderr: '' })

  await database.unsafe(
    "set session_replication_role = replica; update log_entry set body = 'x' where id = (select entry_id from log_leaf where index = 2)",
  )
  expect(await verify()).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('NOT INTACT'),
    stderr: expect.stringContaining('entry 2: its bytes were changed'),
  })
})
