import { useState, type ReactNode } from 'react'
import { Badge } from '../parts/Badge.tsx'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Elapsed } from '../parts/Elapsed.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { Icon, iconNames } from '../parts/icons.tsx'
import { Meter } from '../parts/Meter.tsx'
import { Notice } from '../parts/Notice.tsx'
import { PageFrame } from '../parts/PageFrame.tsx'
import { QrCode } from '../parts/QrCode.tsx'
import { Rating, type Grade } from '../parts/Rating.tsx'
import { SignaturePad } from '../parts/SignaturePad.tsx'
import { EmptyState, ErrorState, Loading } from '../parts/states.tsx'
import { Steps } from '../parts/Steps.tsx'
import { Table, type Column } from '../parts/Table.tsx'
import { Tabs } from '../parts/Tabs.tsx'

const Buttons = (): ReactNode => {
  const [count, setCount] = useState(0)
  return (
    <Card title="按钮">
      <div className="flex flex-wrap items-start gap-4">
        <Button kind="primary" icon="phone" shortcut="Enter" onPress={() => setCount(count + 1)}>
          现在通话
        </Button>
        <Button icon="print">打印回执</Button>
        <Button kind="danger" icon="hangUp">
          结束通话
        </Button>
        <Button kind="quiet" icon="undo">
          撤销
        </Button>
        <Button kind="primary" pending>
          正在提交
        </Button>
        <Button kind="primary" disabledReason="请先完成身份核验">
          受理
        </Button>
        <Button pressed icon="microphoneOff">
          已静音
        </Button>
        <Button kind="primary" big iconAfter="forward">
          下一步
        </Button>
      </div>
      <p className="mt-3 text-note text-quiet" data-testid="presses">
        按了 {count} 次
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <IconButton icon="help" onPress={() => undefined}>
          帮助
        </IconButton>
        <IconButton icon="care" pressed onPress={() => undefined}>
          大字
        </IconButton>
        <IconButton icon="end" tone="bad" onPress={() => undefined}>
          结束
        </IconButton>
        <div className="flex rounded-part bg-stage">
          <IconButton icon="camera" tone="onStage" onPress={() => undefined}>
            拍照
          </IconButton>
          <IconButton icon="microphoneOff" tone="onStage" pressed onPress={() => undefined}>
            静音
          </IconButton>
        </div>
      </div>
    </Card>
  )
}

const Notices = (): ReactNode => (
  <Card title="提示">
    <div className="flex flex-col gap-3">
      <Notice tone="info" title="窗口人员正在看您的表格">
        您可以随时按“收回”。
      </Notice>
      <Notice tone="good" title="身份证读取成功" />
      <Notice tone="warn" title="网络不稳定" action={<Button>改用语音</Button>}>
        画面可能会停顿，声音优先。
      </Notice>
      <Notice tone="bad" title="没有找到摄像头">
        请检查摄像头的连接，或按“帮助”找工作人员。
      </Notice>
      <div className="flex flex-wrap gap-2">
        <Badge>本人</Badge>
        <Badge tone="info" icon="card">
          身份证读取
        </Badge>
        <Badge tone="good" icon="check">
          已受理
        </Badge>
        <Badge tone="warn">待确认</Badge>
        <Badge tone="bad">已退回</Badge>
      </div>
    </div>
  </Card>
)

const steps = [
  { name: '选择事项', state: 'done' },
  { name: '准备材料', state: 'done' },
  { name: '视频通话', state: 'now' },
  { name: '填表签字', state: 'todo' },
  { name: '领取回执', state: 'todo' },
] as const

const cases = [
  { reference: 'NX-4K7M-2P', name: '企业设立登记', state: '审核中', days: '2' },
  { reference: 'NX-9Q3W-7H', name: '户口迁移', state: '待补正', days: '11' },
]

const columns: readonly Column<(typeof cases)[number]>[] = [
  { name: '编号', render: (row) => row.reference, heading: true },
  { name: '事项', render: (row) => row.name },
  { name: '状态', render: (row) => <Badge tone="info">{row.state}</Badge> },
  { name: '已用天数', render: (row) => row.days, figures: true },
]

const Figures = (): ReactNode => {
  const [tab, setTab] = useState('form')
  return (
    <Card title="进度、表格、标签页">
      <div className="flex flex-col gap-6">
        <Steps
          steps={steps}
          label="办理进度"
          summary="第 3 步，共 5 步"
          stateWords={{ done: '已完成', now: '进行中', todo: '未开始' }}
        />
        <Table
          caption="办件"
          rows={cases}
          keyOf={(row) => row.reference}
          empty={<EmptyState title="没有办件" />}
          columns={columns}
        />
        <Tabs
          label="窗口"
          chosen={tab}
          onChoose={setTab}
          tabs={[
            { id: 'form', name: '表格', badge: '3/5', content: <p>表格内容</p> },
            { id: 'papers', name: '材料', content: <p>材料内容</p> },
          ]}
        />
        <div className="flex items-center gap-4">
          <span>
            通话 <Elapsed sinceAt={0} label="通话时长" now={() => 187_000} />
          </span>
          <div className="w-60">
            <Meter label="麦克风" level={0.6} valueWords="听到您的声音了" />
          </div>
        </div>
      </div>
    </Card>
  )
}

const End = (): ReactNode => {
  const [grade, setGrade] = useState<Grade | undefined>(4)
  const [signed, setSigned] = useState(false)
  return (
    <Card title="签字、评价、二维码">
      <div className="flex flex-col gap-6">
        <SignaturePad
          label="请在框内签名"
          hint="用手指或笔在这里写"
          clearWord="重写"
          onChange={(picture) => setSigned(picture !== null)}
        />
        <p data-testid="signed">{signed ? '已签名' : '未签名'}</p>
        <Rating
          label="您对这次服务满意吗？"
          words={{ 5: '非常满意', 4: '满意', 3: '基本满意', 2: '不满意', 1: '非常不满意' }}
          value={grade}
          onChange={setGrade}
        />
        <QrCode text="https://example.gov.cn/progress#NX-4K7M-2P" label="用手机扫码查看进度" />
      </div>
    </Card>
  )
}

export const PartsShelf = (): ReactNode => (
  <PageFrame brand="远程虚拟窗口" title="部件" lead="每个部件的每种状态。">
    <Buttons />
    <Notices />
    <Figures />
    <End />
    <Card title="空、加载、出错">
      <EmptyState title="现在没有人等候" icon="people">
        有人呼叫时会响铃。
      </EmptyState>
      <Loading words="正在打开，请稍候……" slowWords="比平时慢一些。" />
      <ErrorState title="这一步没有完成" action={<Button kind="primary">再试一次</Button>}>
        请再试一次；仍然不行，请按“帮助”。
      </ErrorState>
    </Card>
    <Card title="图标">
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(7em,1fr))] gap-3">
        {iconNames.map((name) => (
          <li key={name} className="flex flex-col items-center gap-1 text-note">
            <Icon name={name} className="size-[1.8em]" />
            {name}
          </li>
        ))}
      </ul>
    </Card>
  </PageFrame>
)
