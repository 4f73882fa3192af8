import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { type SelfTestItem, selfTestFindings } from '#contract/self-test.ts'

const colours = { ok: 'green', warn: 'gold', fail: 'red' } as const satisfies Record<SelfTestItem['state'], string>

/** What is not in order; only these have a sentence for what to do. */
const troubles = [...selfTestFindings.warn, ...selfTestFindings.fail] as const

export function SelfTestRow({ item: { name, state, finding, values, codes } }: { readonly item: SelfTestItem }) {
  const { t } = useTranslation()
  const list = codes.map((code) => t(`self-test.code.${code}`)).join('、') || t('self-test.none')
  const trouble = troubles.find((one) => one === finding)
  return (
    <li className="self-test-item">
      <span className="self-test-name">{t(`self-test.name.${name}`)}</span>
      <Tag color={colours[state]}>{t(`self-test.state.${state}`)}</Tag>
      <div>
        <p>{t(`self-test.found.${finding}`, { ...values, list })}</p>
        {trouble && <p className="muted">{t(`self-test.next.${trouble}`)}</p>}
      </div>
    </li>
  )
}
