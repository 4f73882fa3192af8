import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Query } from '#contract/query.ts'

const colours: Record<Query['state'], string> = { blocked: 'red', asking: 'blue', answered: 'green', failed: 'default' }

export function QueryStateTag({ state }: { state: Query['state'] }) {
  const { t } = useTranslation()
  return <Tag color={colours[state]}>{t(`terms.queryState.${state}`)}</Tag>
}
