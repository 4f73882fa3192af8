import { Card, Descriptions } from 'antd'
import { useTranslation } from 'react-i18next'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import { OwnIncidents } from './own-incidents.tsx'
import { PasswordForm } from './password-form.tsx'

/** Who is logged in, as what, and for how long. */
export function AccountScreen() {
  const { t } = useTranslation()
  const { user, startedAt, endsAt, idleMinutes } = useSession()
  const purposes = user.purposes.map((purpose) => t(`terms.purpose.${purpose}`)).join(t('account.comma'))
  const items = [
    { key: 'employeeId', label: t('account.employeeId'), children: user.employeeId },
    { key: 'name', label: t('account.name'), children: user.name },
    { key: 'institution', label: t('account.institution'), children: user.institution.name },
    { key: 'role', label: t('account.role'), children: t(`terms.userRole.${user.role}`) },
    { key: 'purposes', label: t('account.purposes'), children: purposes || t('account.noPurposes') },
    { key: 'since', label: t('account.since'), children: shanghaiMoment(startedAt) },
    { key: 'until', label: t('account.until'), children: shanghaiMoment(endsAt) },
  ]
  return (
    <div className="stack">
      <ScreenTitle title={t('account.title')}>
        <p>{t('account.idle', { minutes: idleMinutes })}</p>
      </ScreenTitle>
      <Card>
        <Descriptions column={1} size="small" items={items} />
      </Card>
      <OwnIncidents />
      <PasswordForm />
    </div>
  )
}
