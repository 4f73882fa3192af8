import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Tabs, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listTokens } from '#contract/ipc/token.ts'
import type { Token, TokenHolder } from '#contract/token.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { query } from '#renderer/query.ts'
import { HolderWindow } from './holder-window.tsx'
import { ImportWindow } from './import-window.tsx'

/** Who holds which token, what is in stock; everything an administrator does with them begins here. */
export function TokensScreen() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data, isPending, error } = useQuery(query(listTokens, {}))
  const [opened, setOpened] = useState<string>()
  const [isImporting, setIsImporting] = useState(false)
  const refresh = () => void client.invalidateQueries({ queryKey: [listTokens.name] })
  const holder = data?.holders.find(({ employeeId }) => employeeId === opened)
  const holders = (
    <DataTable<TokenHolder>
      rows={data?.holders ?? []}
      rowKey={({ employeeId }) => employeeId}
      textOf={({ employeeId, name, institution, tokens }) =>
        [employeeId, name, institution.name, ...tokens.map(({ serial }) => serial)].join(' ')
      }
      isLoading={isPending}
      empty={t('tokens.noHolders')}
      onOpen={({ employeeId }) => setOpened(employeeId)}
      columns={[
        {
          title: t('tokens.employeeId'),
          render: (_, { employeeId }) => (
            <Button type="link" size="small" onClick={() => setOpened(employeeId)}>
              {employeeId}
            </Button>
          ),
        },
        { title: t('tokens.name'), dataIndex: 'name' },
        { title: t('tokens.institution'), render: (_, { institution }) => institution.name },
        { title: t('tokens.password'), render: (_, row) => t(`tokens.passwordState.${row.password}`) },
        { title: t('tokens.logIn'), render: (_, row) => <HeldToken holder={row} use="log-in" /> },
        { title: t('tokens.signing'), render: (_, row) => <HeldToken holder={row} use="signing" /> },
      ]}
    />
  )
  const stock = (
    <DataTable<Token>
      rows={data?.stock ?? []}
      rowKey={({ id }) => id}
      textOf={({ serial, profile }) => `${serial} ${profile}`}
      isLoading={isPending}
      empty={t('tokens.noStock')}
      tools={<Button onClick={() => setIsImporting(true)}>{t('tokens.import')}</Button>}
      columns={[
        { title: t('tokens.serial'), dataIndex: 'serial' },
        { title: t('tokens.profile'), dataIndex: 'profile' },
        { title: t('tokens.digits'), dataIndex: 'digits' },
      ]}
    />
  )
  return (
    <div className="stack">
      <ScreenTitle title={t('tokens.title')}>
        <p>{t('tokens.intro')}</p>
      </ScreenTitle>
      <FailureAlert error={error} />
      <Tabs
        items={[
          { key: 'holders', label: t('tokens.holders'), children: holders },
          { key: 'stock', label: t('tokens.stock'), children: stock },
        ]}
      />
      {holder && data && (
        <HolderWindow
          key={holder.employeeId}
          holder={holder}
          stock={data.stock}
          onChanged={refresh}
          onClose={() => setOpened(undefined)}
        />
      )}
      {isImporting && <ImportWindow onChanged={refresh} onClose={() => setIsImporting(false)} />}
    </div>
  )
}

function HeldToken({ holder, use }: { readonly holder: TokenHolder; readonly use: Token['use'] }) {
  const { t } = useTranslation()
  const token = holder.tokens.find((candidate) => candidate.use === use && candidate.isConfirmed)
  if (use === 'log-in' && holder.identityCheck) return <Tag color="red">{t('tokens.checkDue')}</Tag>
  if (!token) return <span className="muted">{t('tokens.none')}</span>
  return (
    <span>
      {token.serial} {token.resync && <Tag color="orange">{t('tokens.resyncWaits')}</Tag>}
    </span>
  )
}
