import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { IdleGuard } from '../parts/IdleGuard.tsx'
import { PageFrame } from '../parts/PageFrame.tsx'

/** A dialog to open and the idle question, which comes after three seconds without a touch. */
export const OverlayShelf = (): ReactNode => {
  const [open, setOpen] = useState(false)
  const [left, setLeft] = useState(false)
  return (
    <PageFrame brand="远程虚拟窗口" title="对话框" lead={left ? '已清除' : '三秒不动，就会问“您还在吗？”。'}>
      <div>
        <Button onPress={() => setOpen(true)}>打开对话框</Button>
      </div>
      {open && (
        <Dialog
          icon="end"
          tone="bad"
          title="结束本次办理？"
          onDismiss={() => setOpen(false)}
          actions={
            <>
              <Button kind="danger" onPress={() => setOpen(false)}>
                结束并清除
              </Button>
              <Button kind="primary" onPress={() => setOpen(false)}>
                继续办理
              </Button>
            </>
          }
        >
          <p>屏幕上的内容会立即清除。已经提交的申请不受影响。</p>
        </Dialog>
      )}
      <IdleGuard
        idleMs={3000}
        answerMs={60_000}
        paused={open || left}
        onLeave={() => setLeft(true)}
        words={{
          title: '您还在吗？',
          text: (seconds) => `为了保护您的信息，${seconds} 秒后将清除屏幕。`,
          stay: '我还在，继续办理',
          leave: '结束并清除',
        }}
      />
    </PageFrame>
  )
}
