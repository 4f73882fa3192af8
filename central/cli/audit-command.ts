import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import type { Checkpoint } from '#contract/rules/checkpoint.ts'
import { openSealed } from '#verifier/age-file.ts'
import { checkpointsIn, identityIn, partsOf, readParts } from '#verifier/bundle-files.ts'
import { maxFileBytes } from '#verifier/bundle-format.ts'
import { MalformedBundle, readMembers } from '#verifier/tar-file.ts'
import { parseTrustFile, type TrustedKey } from '#verifier/trust-file.ts'
import { type BundleVerdict, verifyBundle } from '#verifier/verify-bundle.ts'
import { BadInput, type Output } from './output.ts'

interface VerifyOptions {
  readonly identity: string
  readonly trust: string
  readonly seen?: string
}

const help = `
Nothing but these files is read: no network, no database. A bundle in several parts is named by its first, …001.
The trust file has a verifier key of the log on each line, as C2SP writes them; a key that was replaced says for which
sizes it signs: "KEY from=0 until=120000". Get it from somebody else than the one who gave you the bundle.
--seen takes checkpoints you or a workstation kept, each behind the number of its lines as in log/checkpoints.txt: only they
show that the log was rolled back or that you are given another history than others.
Exit code 0: good; 1: something is wrong, the first bad entry is named; 2: a file cannot be read, with the place.`

/** `cqw audit`: what an auditor does with a bundle on a machine of their own. */
export function auditCommand(output: Output, finish: (exitCode: number) => void): Command {
  const verify = new Command('verify')
    .description('Verifies an audit bundle offline.')
    .argument('<bundle>', 'the sealed bundle, or the first of its parts')
    .requiredOption('--identity <file>', 'your age key file (AGE-SECRET-KEY-…)')
    .requiredOption('--trust <file>', "the log's verifier keys")
    .option('--seen <file>', 'checkpoints kept from elsewhere')
    .addHelpText('after', help)
    .action(async (bundle: string, options: VerifyOptions) => {
      finish((await verifyFile(bundle, options, output)) ? 0 : 1)
    })
  return new Command('audit').description('Audit bundles.').addCommand(verify)
}

async function verifyFile(bundle: string, options: VerifyOptions, output: Output): Promise<boolean> {
  const identity = await readIdentity(options.identity)
  const keys = await readTrust(options.trust)
  const seen = options.seen === undefined ? [] : await readSeen(options.seen, keys)
  if (!existsSync(bundle)) throw new BadInput(`There is no file ${bundle}.`)
  try {
    const plaintext = openSealed(readParts(partsOf(bundle)), identity)
    return say(await verifyBundle(readMembers(plaintext, maxFileBytes), { keys, seen }), output)
  } catch (error) {
    if (error instanceof MalformedBundle) throw new BadInput(`${bundle}: ${error.message}`)
    throw error
  }
}

function say(verdict: BundleVerdict, output: Output): boolean {
  const { isGood, firstBad, problems, notCompared, header, selected, pruned, missingScans, exportId } = verdict
  for (const { index, text } of problems) output.reason(index === null ? text : `entry ${index}: ${text}`)
  for (const size of notCompared)
    output.reason(`not compared: the bundle has no proof for your checkpoint over ${size}`)
  if (missingScans > 0) output.reason(`${missingScans} scans that were drawn could no longer be read by the service`)
  const where = `${header.origin}, entries ${header.from} to ${header.to - 1}`
  const what = `${header.to - header.from} places, ${selected} with their bytes, ${pruned} pruned`
  if (isGood) output.result(`GOOD: ${where}; ${what}; export ${exportId}`)
  else output.result(`BAD: ${where}; first bad entry: ${firstBad ?? 'none, the bundle itself is wrong'}`)
  return isGood
}

async function readIdentity(file: string): Promise<string> {
  const identity = identityIn(await readText(file))
  if (identity === undefined) throw new BadInput(`${file} holds no age key.`)
  return identity
}

async function readTrust(file: string): Promise<TrustedKey[]> {
  const text = await readText(file)
  try {
    return parseTrustFile(text)
  } catch (error) {
    throw new BadInput(`${file}: ${error instanceof Error ? error.message : error}`)
  }
}

async function readSeen(file: string, keys: readonly TrustedKey[]): Promise<Checkpoint[]> {
  const text = await readText(file)
  try {
    return checkpointsIn(text, keys)
  } catch (error) {
    throw new BadInput(`${file}: ${error instanceof Error ? error.message : error}`)
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new BadInput(`${file} cannot be read: ${error instanceof Error ? error.message : error}`)
  }
}
