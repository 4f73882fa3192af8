import { Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemCheckId } from '#contract/item-check.ts'
import { CheckDesk } from './check-desk.tsx'
import { CheckerTable } from './checker-table.tsx'
import { ItemTable } from './item-table.tsx'

/** The consent behind each query, checked one by one. */
export function ItemChecksScreen() {
  const { t } = useTranslation()
  const [tab, setTab] = useState('desk')
  const [wanted, setWanted] = useState<ItemCheckId>()
  const open = (id: ItemCheckId) => {
    setWanted(id)
    setTab('desk')
  }
  return (
    <Tabs
      className="check-tabs"
      size="small"
      activeKey={tab}
      onChange={setTab}
      destroyOnHidden
      tabBarExtraContent={{ left: <h1 className="check-title">{t('itemCheck.title')}</h1> }}
      items={[
        { key: 'desk', label: t('itemCheck.desk'), children: <CheckDesk wanted={wanted} /> },
        { key: 'list', label: t('itemCheck.list'), children: <ItemTable onOpen={open} /> },
        { key: 'checkers', label: t('itemCheck.checkers'), children: <CheckerTable /> },
      ]}
    />
  )
}
