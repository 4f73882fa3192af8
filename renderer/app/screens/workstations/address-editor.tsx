import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { covers, judgeRange, networkOf, type RangeLimits, type RangeProblem } from '#contract/rules/address-range.ts'

interface AddressEditorProps {
  readonly value: string
  readonly limits: RangeLimits
  readonly onChange: (value: string) => void
}

/** The addresses of a text, one a line; commas and semicolons part them too. */
export function readAddresses(text: string): string[] {
  const parts = text.normalize('NFKC').split(/[\s,;，；、]+/)
  return [...new Set(parts.filter((part) => part !== ''))]
}

/** Whether the service would take these addresses. */
export function areGood(addresses: readonly string[], limits: RangeLimits): boolean {
  return addresses.length > 0 && addresses.every((address) => judgeRange(address, limits) === undefined)
}

/** Addresses and prefixes, one a line, with what is wrong or doubtful about each in plain words. */
export function AddressEditor({ value, limits, onChange }: AddressEditorProps) {
  const { t } = useTranslation()
  const addresses = readAddresses(value)
  return (
    <div className="stack">
      <Input.TextArea
        aria-label={t('workstations.addresses')}
        autoSize={{ minRows: 2, maxRows: 8 }}
        placeholder={t('workstations.addressesPlaceholder')}
        spellCheck={false}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      <span className="muted">{t('workstations.addressesHint')}</span>
      <ul className="reasons" aria-live="polite">
        {addresses.map((address) => {
          const problem = judgeRange(address, limits)
          const note = problem ? problemOf(address, problem) : doubtOf(address)
          return (
            note && (
              <li key={address} className={problem ? 'refusal' : ''}>
                {note}
              </li>
            )
          )
        })}
      </ul>
    </div>
  )

  function problemOf(address: string, problem: RangeProblem): string {
    return t(`workstations.rangeProblem.${problem}`, { address, network: networkOf(address) ?? '', ...limits })
  }

  function doubtOf(address: string): string | undefined {
    const other = addresses.find((one) => one !== address && covers(one, address))
    if (other) return t('workstations.rangeCovered', { address, other })
    return covers('127.0.0.0/8', address) || covers('::1', address)
      ? t('workstations.rangeLoopback', { address })
      : undefined
  }
}
