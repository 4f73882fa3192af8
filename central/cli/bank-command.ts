import { readFile, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { Command } from 'commander'
import * as z from 'zod'
import { createAuditService } from '#central/audit/audit-service.ts'
import { createPublications } from '#central/audit/publications.ts'
import { openDatabase } from '#central/database/database.ts'
import { startEmbeddedPostgres } from '#central/database/embedded-postgres.ts'
import { migrate } from '#central/database/migrate.ts'
import { createFoundingService, type FirstApproval } from '#central/founding/founding-service.ts'
import { createTokenOpeningService } from '#central/identity/token-opening-service.ts'
import { openKeyRing } from '#central/keys/key-ring.ts'
import { createPolicyService } from '#central/policy/policy-service.ts'
import { foldersOf } from '#central/settings.ts'
import { createEnrolmentFileService } from '#central/workstations/enrolment-file-service.ts'
import { AppError } from '#contract/failure.ts'
import { EmployeeId, InstitutionCode } from '#contract/values.ts'
import { WorkstationNumber } from '#contract/workstation-administration.ts'
import { readOptions } from './option-values.ts'
import { BadInput, type Output } from './output.ts'

const help = `
For a bank in which nobody can log in yet; each command refuses once an administrator can. Everything goes into the log,
with the OS user of this console.
  1. found                        head office and its first two administrators; both stand here, each takes what is theirs
  2. first-code                   an enrolment code for the first PC, which asks for registration with it
  3. approve-first-workstation    approves that PC; the fingerprint is read out from its screen`

const Found = z.strictObject({
  institution: InstitutionCode,
  name: z.string().min(1).max(80),
  region: z.string().regex(/^\d{6}$/),
  administrator: z.array(z.string().regex(/^[A-Z0-9]{4,16}=.{1,60}$/)).length(2),
})
const Approve = z.strictObject({
  number: WorkstationNumber,
  fingerprint: z.string().regex(/^[\d ]{24,40}$/),
  address: z.array(z.string()).min(1),
  request: z.string().optional(),
  binding: z.string().optional(),
  origin: z.url({ protocol: /^https$/ }).optional(),
  certificate: z.string().optional(),
  key: z.string().optional(),
})

interface Place {
  readonly data: string
  readonly database?: string
  readonly logOrigin: string
}

/** `cqw bank`: the beginning of a bank, at the server's console. */
export function bankCommand(output: Output): Command {
  const command = (name: string, description: string) =>
    new Command(name)
      .description(description)
      .requiredOption('--data <folder>', 'data folder of the service')
      .option('--database <url>', 'the database, when it is not the embedded one')
      .option('--log-origin <name>', 'name of the log, as the service has it', 'cqw.example/log')
  const found = command('found', 'Opens head office and its first two administrators.')
    .requiredOption('--institution <code>', "head office's code")
    .requiredOption('--name <name>', "head office's name")
    .requiredOption('--region <code>', 'region code, GB/T 2260')
    .requiredOption('--administrator <id=name...>', 'two of them')
    .action((options: Place & Record<string, unknown>) => foundBank(options, output))
  const firstCode = command('first-code', 'Issues an enrolment code for the first workstation, at head office.')
    .requiredOption('--number <number>', "the workstation's number")
    .action((options: Place & { number: string }) => issueCode(options, output))
  const approve = command('approve-first-workstation', 'Approves the first workstation.')
    .requiredOption('--number <number>', "the workstation's number")
    .requiredOption('--fingerprint <digits>', "as it stands on the PC's screen")
    .requiredOption('--address <range...>', 'addresses from which it may speak')
    .option('--request <file>', 'its request file, when it has no line')
    .option('--binding <file>', 'where to write its binding, when it has no line; needs the three below')
    .option('--origin <url>', 'address of the service', process.env['CQW_PUBLIC_ORIGIN'])
    .option('--certificate <file>', "the service's certificate", process.env['CQW_TLS_CERTIFICATE_FILE'])
    .option('--key <file>', "the service's key", process.env['CQW_TLS_KEY_FILE'])
    .action((options: Place & Record<string, unknown>) => approveFirst(options, output))
  return new Command('bank')
    .description('The beginning of a bank, at the console of its server.')
    .addHelpText('after', help)
    .addCommand(found)
    .addCommand(firstCode)
    .addCommand(approve)
}

async function foundBank({ data, database, logOrigin, ...rest }: Place & Record<string, unknown>, output: Output) {
  const { institution: code, name, region, administrator } = readOptions(Found, rest)
  const administrators = administrator.map((text) => {
    const [id = '', ...names] = text.split('=')
    return { employeeId: EmployeeId.parse(id), name: names.join('=') }
  })
  await atConsole({ data, logOrigin, ...(database && { database }) }, async ({ founding }) => {
    const opened = await founding.found({ headOffice: { code, name, region }, administrators })
    for (const { employeeId, initialPassword, tokenUri } of opened)
      output.result(`${employeeId}\n  initial password  ${initialPassword}\n  token             ${tokenUri}`)
    output.reason('Shown this once. Each administrator takes their own; the passwords are good for a day.')
  })
}

async function issueCode({ number, ...place }: Place & { number: string }, output: Output) {
  const parsed = WorkstationNumber.safeParse(number)
  if (!parsed.success) throw new BadInput(`--number is no number of a workstation: ${number}`)
  await atConsole(place, async ({ founding }) => {
    const { code, institution } = await founding.issueFirstCode(parsed.data)
    output.result(code.replace(/(.{4})(?=.)/g, '$1-'))
    output.reason(`For ${parsed.data} at ${institution}; good once.`)
  })
}

async function approveFirst({ data, database, logOrigin, ...rest }: Place & Record<string, unknown>, output: Output) {
  const { number, fingerprint, address: addresses, ...files } = readOptions(Approve, rest)
  await atConsole({ data, logOrigin, ...(database && { database }) }, async (console) => {
    const order: FirstApproval = { number, fingerprint, addresses }
    const enrolment = files.request || files.binding ? await console.files(files) : undefined
    if (files.request) await enrolment?.open(await readFile(files.request, 'utf8'))
    const { id } = await console.founding.approveFirst(order)
    if (files.binding && enrolment) await writeFile(files.binding, await enrolment.bindingOf(id), { mode: 0o600 })
    output.result(`${number} approved for ${addresses.join(', ')}`)
  })
}

type FileOptions = Pick<z.output<typeof Approve>, 'origin' | 'certificate' | 'key'>

type Console = Awaited<ReturnType<typeof openConsole>>

async function atConsole(place: Place, work: (console: Console) => Promise<void>): Promise<void> {
  const console = await openConsole(place)
  try {
    await work(console)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new BadInput([error.message, ...error.fields].join(' '))
  } finally {
    await console.close()
  }
}

async function openConsole({ data, database: given, logOrigin }: Place) {
  const folders = foldersOf({ CQW_DATA_FOLDER: data })
  const keys = await openKeyRing(folders.keyFile)
  // At the very beginning there is neither server nor schema.
  const postgres = given ? undefined : await startEmbeddedPostgres(folders.postgres)
  const url = given ?? postgres?.url('postgres') ?? ''
  await migrate(url)
  const database = openDatabase(url, { connections: 2 })
  const clock = () => new Date()
  const log = { origin: logOrigin, privateKey: keys.logPrivateKey, publicKey: keys.logPublicKey }
  const audit = createAuditService({ database, log, publications: createPublications(), clock })
  const policy = createPolicyService(database, clock)
  const consoleUser = userInfo().username
  const tokens = createTokenOpeningService(keys)
  const founding = createFoundingService({ database, audit, policy, tokens, clock, consoleUser })
  return { founding, files, close }

  async function files({ origin, certificate, key }: FileOptions) {
    if (!origin || !certificate || !key) throw new BadInput('Files need --origin, --certificate and --key.')
    const [cert, privateKey] = await Promise.all([readFile(certificate), readFile(key)])
    const service = createEnrolmentFileService({
      database,
      audit,
      // The console answers for the whole bank.
      institutions: { requireWithin: async () => undefined, above: async () => [] },
      events: { toDoChanged: async () => undefined },
      certificate: { cert, key: privateKey },
      origin: () => new URL(origin).origin,
      clock,
    })
    const by = { user: { id: '', employeeId: null, institution: '', role: 'it' as const } }
    return {
      open: (content: string) => service.open(content, by),
      bindingOf: async (id: string) => (await service.bindingFile(id, by)).content,
    }
  }

  async function close(): Promise<void> {
    await database.end({ timeout: 5 })
    // A server that a running service uses is left alone.
    if (postgres && !postgres.isAdopted) await postgres.stop()
  }
}
