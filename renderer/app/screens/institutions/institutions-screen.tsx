import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Card } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listDuties, listInstitutions, readHolders } from '#contract/ipc/institution.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { query } from '#renderer/query.ts'
import { DutiesCard } from './duties-card.tsx'
import { HoldersCard } from './holders-card.tsx'
import { InstitutionCard } from './institution-card.tsx'
import { InstitutionTree } from './institution-tree.tsx'

/** The tree of the caller's institutions, vacancies shown up to the top, and who answers for the chosen one. */
export function InstitutionsScreen() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { user } = useSession()
  const institutions = useQuery(query(listInstitutions, {}))
  const [code, setCode] = useState(user.institution.code)
  const chosen = institutions.data?.find((institution) => institution.code === code)
  const refresh = () => {
    for (const { name } of [listInstitutions, listDuties, readHolders])
      void client.invalidateQueries({ queryKey: [name] })
  }

  return (
    <div className="stack">
      <ScreenTitle title={t('institution.title')}>
        <p>{t('institution.hint')}</p>
      </ScreenTitle>
      <FailureAlert error={institutions.error} />
      <div className="tree-and-details">
        <Card size="small" loading={institutions.isPending}>
          <InstitutionTree institutions={institutions.data ?? []} chosen={code} onChoose={setCode} />
        </Card>
        {chosen && (
          <div className="stack" key={code}>
            <InstitutionCard institution={chosen} institutions={institutions.data ?? []} onChanged={refresh} />
            <DutiesCard institution={chosen} onChanged={refresh} />
            <HoldersCard institution={chosen} />
          </div>
        )}
      </div>
    </div>
  )
}
