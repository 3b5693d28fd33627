import { useState, type ReactNode } from 'react'
import { Badge } from '../parts/Badge.tsx'
import { Card } from '../parts/Card.tsx'
import { Checkbox } from '../parts/Checkbox.tsx'
import { ChoiceField, MultiChoice, SelectField } from '../parts/ChoiceField.tsx'
import { DateField } from '../parts/DateField.tsx'
import { NumberField } from '../parts/NumberField.tsx'
import { PageFrame } from '../parts/PageFrame.tsx'
import { Picker } from '../parts/Picker.tsx'
import { LongText, TextField } from '../parts/TextField.tsx'

const regions = [
  { value: '310117', label: '上海市松江区', hint: '310117' },
  { value: '330503', label: '浙江省湖州市南浔区', hint: '330503' },
  { value: '120114', label: '天津市武清区', hint: '120114' },
]
const kinds = [
  { value: 'limited', label: '有限责任公司' },
  { value: 'sole', label: '个人独资企业', hint: '由一个自然人投资' },
  { value: 'partner', label: '合伙企业' },
]

/** A server that answers late: every value comes back half a second after it was sent. */
const LateEcho = (): ReactNode => {
  const [value, setValue] = useState('')
  return (
    <TextField
      label="回声慢的一项"
      value={value}
      onChange={(typed) => {
        setTimeout(() => setValue(typed), 500)
      }}
    />
  )
}

const Texts = (): ReactNode => {
  const [name, setName] = useState('')
  const [capital, setCapital] = useState('100')
  const [scope, setScope] = useState('软件开发；信息技术咨询服务。')
  const [birth, setBirth] = useState('1956-3-8')
  return (
    <Card title="文字、数字、日期">
      <div className="flex flex-col gap-6">
        <TextField
          label="企业名称"
          hint="先写所在地，再写字号，例如：湖州南浔远山科技有限公司"
          value={name}
          onChange={setName}
          aside={<Badge>选填</Badge>}
        />
        <TextField
          label="法定代表人姓名"
          value="陈桂芳"
          onChange={setName}
          aside={
            <Badge tone="info" icon="card">
              身份证读取
            </Badge>
          }
          glow
        />
        <TextField
          label="身份证号码"
          digits
          value="31011719560308204"
          onChange={setName}
          error="少了 1 位。身份证号码有 18 位，请对照证件重新输入。"
        />
        <TextField
          label="银行账号"
          value="**** **** **** 4821"
          onChange={setName}
          readOnly
          hint="申请人同意后可见"
        />
        <NumberField label="注册资本" unit="万元" value={capital} onChange={setCapital} />
        <DateField
          label="出生日期"
          value={birth}
          onChange={setBirth}
          unitWords={{ year: '年', month: '月', day: '日' }}
          hint="与身份证上的一致"
        />
        <DateField
          label="成立日期"
          value="2026-13-"
          onChange={setBirth}
          unitWords={{ year: '年', month: '月', day: '日' }}
          error="月份是 1 到 12，请重新填写。"
        />
        <LateEcho />
        <LongText label="经营范围" value={scope} onChange={setScope} />
      </div>
    </Card>
  )
}

const Choices = (): ReactNode => {
  const [kind, setKind] = useState('limited')
  const [region, setRegion] = useState('330503')
  const [ways, setWays] = useState<readonly string[]>(['post'])
  const [agreed, setAgreed] = useState(false)
  const [picked, setPicked] = useState<string | null>(null)
  return (
    <Card title="选择">
      <div className="flex flex-col gap-6">
        <ChoiceField label="企业类型" options={kinds} value={kind} onChange={setKind} />
        <ChoiceField
          label="是否有监事"
          options={[
            { value: 'y', label: '有' },
            { value: 'n', label: '没有' },
          ]}
          value=""
          onChange={setKind}
          error="请选择一项。"
        />
        <MultiChoice
          label="领取方式"
          options={[
            { value: 'post', label: '邮寄到家', hint: '邮费由受理地承担' },
            { value: 'window', label: '窗口自取' },
            { value: 'licence', label: '电子证照' },
          ]}
          value={ways}
          onChange={setWays}
        />
        <SelectField
          label="所在地"
          options={regions}
          value={region}
          onChange={setRegion}
          chooseWord="请选择"
        />
        <Checkbox label="我已阅读并同意《录音录像告知书》" value={agreed} onChange={setAgreed} />
        <Checkbox
          label="以上内容真实、准确、完整"
          value={false}
          onChange={setAgreed}
          error="请阅读后打勾，才能提交。"
        />
        <Picker
          label="通办地区（窗口人员）"
          options={regions}
          value={picked}
          onChange={setPicked}
          emptyWords="没有找到"
        />
      </div>
    </Card>
  )
}

export const FieldsShelf = (): ReactNode => (
  <PageFrame brand="远程虚拟窗口" title="填写" lead="文字、数字、日期、选择，以及各自的状态。">
    <Texts />
    <Choices />
  </PageFrame>
)
