import { Command } from 'commander'
import * as z from 'zod'
import { hashPin, type OcraSuite, ocraResponse, parseOcraSuite } from '#central/identity/ocra.ts'
import { timeStep } from '#central/identity/one-time-password.ts'
import { Counter, HexBytes, readOptions, WholeNumber } from './option-values.ts'
import { BadInput, type Output } from './output.ts'

const Options = z.strictObject({
  suite: z.string(),
  key: HexBytes,
  challenge: z.string(),
  counter: Counter.optional(),
  pin: z.string().min(1, 'must not be empty').optional(),
  pinHash: HexBytes.optional(),
  session: HexBytes.optional(),
  time: WholeNumber.optional(),
})
type Options = z.output<typeof Options>

const help = `
What the suite has must be given and nothing else; only the time may be left out, and is now. Others on the same machine
can see a PIN on the command line while the command runs.`

/** `cqw ocra`: prints the response to a challenge alone on a line. */
export function ocraCommand(output: Output): Command {
  return new Command('ocra')
    .description('Prints the response of a key to a challenge (OCRA, RFC 6287).')
    .requiredOption('--suite <suite>', 'such as OCRA-1:HOTP-SHA256-8:C-QN08-PSHA1')
    .requiredOption('--key <hex>', 'the key in hexadecimal, at least 16 bytes')
    .requiredOption('--challenge <q>', 'decimal digits for QN, text for QA, hexadecimal for QH')
    .option('--counter <n>', 'counter, for C')
    .option('--pin <pin>', 'PIN, for P')
    .option('--pin-hash <hex>', 'hash of the PIN, for P, instead of --pin')
    .option('--session <hex>', 'session information, for S')
    .option('--time <unix>', 'seconds since 1970, UTC, for T')
    .addHelpText('after', help)
    .action((raw: unknown) => {
      const options = readOptions(Options, raw)
      const suite = parseOcraSuite(options.suite)
      const { challenge, counter, session } = options
      const input = {
        challenge,
        counter,
        session,
        pinHash: pinHashOf(suite, options),
        timeStep: stepOf(suite, options),
      }
      output.result(ocraResponse(options.key, suite, input))
    })
}

function pinHashOf(suite: OcraSuite, { pin, pinHash }: Options): Uint8Array | undefined {
  if (pin !== undefined && pinHash !== undefined) throw new BadInput('--pin and --pin-hash exclude each other')
  return pin === undefined ? pinHash : hashPin(suite, pin)
}

function stepOf({ stepSeconds, text }: OcraSuite, { time }: Options): bigint | undefined {
  if (stepSeconds !== undefined) return timeStep(time ?? Date.now() / 1000, stepSeconds)
  if (time !== undefined) throw new BadInput(`--time takes no part in ${text}`)
  return undefined
}
