import { Card, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { CheckpointPanel } from './checkpoint-panel.tsx'
import { ExportPanel } from './export-panel.tsx'
import { VerifyPanel } from './verify-panel.tsx'

/** The auditor's desk: take a bundle along, verify and read it offline, compare checkpoints. */
export function AuditScreen() {
  const { t } = useTranslation()
  return (
    <div className="stack">
      <ScreenTitle title={t('auditDesk.title')}>
        <p>{t('auditDesk.hint')}</p>
      </ScreenTitle>
      <Card size="small">
        <Tabs
          size="small"
          items={[
            { key: 'exports', label: t('auditDesk.exportsTab'), children: <ExportPanel /> },
            { key: 'verify', label: t('auditDesk.verifyTab'), children: <VerifyPanel /> },
            { key: 'checkpoints', label: t('auditDesk.checkpointsTab'), children: <CheckpointPanel /> },
          ]}
        />
      </Card>
    </div>
  )
}
