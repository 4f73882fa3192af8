import { Command } from 'commander'
import { type ResidentIdProblem, residentIdProblem } from '#contract/resident-id.ts'
import { type UsccProblem, usccProblem } from '#contract/uscc.ts'
import type { Output } from './output.ts'

const residentIdWords: Record<ResidentIdProblem, string> = {
  length: 'a resident identity number has 18 characters',
  characters: 'a resident identity number has 17 digits and a digit or X at the end',
  region: 'characters 1 to 2 name no province (GB/T 2260)',
  'birth-date': 'characters 7 to 14 are no possible birth date',
  'check-digit': 'the check character, the last one, does not fit the others (GB 11643)',
}
const usccWords: Record<UsccProblem, string> = {
  length: 'a unified social credit identifier has 18 characters',
  characters: 'a unified social credit identifier has digits and capital letters without I, O, S, V, Z',
  region: 'characters 3 to 8 are six digits of a region',
  'organization-check': 'character 17 does not fit the organization code before it (GB 11714)',
  'check-character': 'the check character, the last one, does not fit the others (GB 32100)',
}

/** `cqw check-id`: says what an ID number is, or where it is wrong. Exit code 0: well formed; 1: not. */
export function checkIdCommand(output: Output, finish: (exitCode: number) => void): Command {
  return new Command('check-id')
    .description(
      'Says whether a number is a resident identity number (GB 11643) or a USCC (GB 32100), or where it is wrong.',
    )
    .argument('<number>', 'spaces and small letters do not matter')
    .action((typed: string) => {
      const { words, isWellFormed } = describeId(typed, new Date().toISOString().slice(0, 10))
      output.result(words)
      finish(isWellFormed ? 0 : 1)
    })
}

function describeId(typed: string, today: string): { words: string; isWellFormed: boolean } {
  const text = typed.replace(/\s/g, '').toUpperCase()
  const [personal, corporate] = [residentIdProblem(text, today), usccProblem(text)]
  if (personal === undefined) return { words: 'resident-id: well formed, check character right', isWellFormed: true }
  if (corporate === undefined) return { words: 'uscc: well formed, both check characters right', isWellFormed: true }
  if (text.length !== 18)
    return { words: `invalid: ${text.length} characters, both kinds have 18`, isWellFormed: false }
  // Seventeen digits and a digit or X: somebody meant a person, unless it begins as companies' identifiers do.
  const isPerson = /^\d{17}[\dX]$/.test(text) && !/^9[123]/.test(text)
  const why = isPerson ? residentIdWords[personal] : usccWords[corporate]
  return { words: `invalid: ${why}`, isWellFormed: false }
}
