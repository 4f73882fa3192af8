import { Button, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Language } from '#contract/ipc/shell.ts'
import type { Session } from '#contract/session.ts'

const languageNames: { value: Language; label: string }[] = [
  { value: 'zh-CN', label: '中文' },
  { value: 'en', label: 'English' },
]

interface AppHeaderProps {
  readonly session: Session
  readonly isLeaving: boolean
  readonly onLanguage: (language: Language) => void
  readonly onLock: () => void
  readonly onLogOut: () => void
}

export function AppHeader({ session, isLeaving, onLanguage, onLock, onLogOut }: AppHeaderProps) {
  const { user, workstationNumber } = session
  const { t, i18n } = useTranslation()
  return (
    <header className="header">
      <span className="header-product">{t('shell.productName')}</span>
      <span className="header-institution" title={user.institution.name}>
        {user.institution.name}
      </span>
      <span className="header-fact">
        <b>{user.name}</b> {user.employeeId}
      </span>
      <span className="header-fact">
        {t('shell.workstation')} <b>{workstationNumber}</b>
      </span>
      <Segmented
        size="small"
        aria-label={t('shell.language')}
        options={languageNames}
        value={i18n.language === 'en' ? 'en' : 'zh-CN'}
        onChange={onLanguage}
      />
      <Button size="small" ghost title="Ctrl+L" onClick={onLock}>
        {t('shell.lock')}
      </Button>
      <Button size="small" ghost loading={isLeaving} onClick={onLogOut}>
        {t('shell.logOut')}
      </Button>
    </header>
  )
}
