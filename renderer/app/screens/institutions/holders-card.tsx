import { useQuery } from '@tanstack/react-query'
import { Card, DatePicker, Tag } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readHolders } from '#contract/ipc/institution.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useToday } from '#renderer/app/hooks/use-today.ts'
import { query } from '#renderer/query.ts'
import type { InstitutionRow } from './institution-tree.tsx'

/** Who answered for this institution, and for all above it, on a day. */
export function HoldersCard({ institution: { code } }: { institution: InstitutionRow }) {
  const { t } = useTranslation()
  const today = useToday()
  const [chosen, setChosen] = useState<string>()
  const day = chosen ?? today
  const chain = useQuery(query(readHolders, { params: { code, day } }))

  return (
    <Card
      size="small"
      title={t('institution.holders')}
      loading={chain.isPending}
      extra={
        <DatePicker
          size="small"
          allowClear={false}
          aria-label={t('institution.holdersDay')}
          value={dayjs(day)}
          maxDate={dayjs(today)}
          onChange={(value) => value && setChosen(value.format('YYYY-MM-DD'))}
        />
      }
    >
      <FailureAlert error={chain.error} />
      <dl className="classes">
        {(chain.data ?? []).map((link) => (
          <div key={link.code}>
            <dt>{link.name}</dt>
            <dd className="row row-tight">
              {link.holders.length === 0 && <span className="muted">{t('institution.nobody')}</span>}
              {link.holders.map(({ class: dutyClass, employeeId, name, by }) => (
                <Tag key={`${dutyClass} ${employeeId} ${by}`}>
                  {t(`institution.class.${dutyClass}`)}：{name} {employeeId}
                  {by !== 'appointment' && `（${t(`institution.by.${by}`)}）`}
                </Tag>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
