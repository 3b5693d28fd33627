import type { devices as zh } from '../zh/devices.ts'

export const devices: typeof zh = {
  camera: 'Camera',
  microphone: 'Microphone',
  choose: 'Choose camera, microphone and speaker',
  chosen: 'Done',
  speaker: 'Speaker',
  cameraReplaced: 'The camera went away; “{{name}}” is used now.',
  microphoneReplaced: 'The microphone went away; “{{name}}” is used now.',
  camera_denied: 'The camera was not allowed',
  camera_missing: 'No camera was found',
  camera_busy: 'The camera is in use by another program',
  camera_insecure: 'This address cannot use the camera',
  microphone_denied: 'The microphone was not allowed',
  microphone_missing: 'No microphone was found',
  microphone_busy: 'The microphone is in use by another program',
  microphone_insecure: 'This address cannot use the microphone',
  remedy_kiosk:
    'Press “Try again”; if it still fails, ask the staff of the hall. You may go on without it; the clerk will tell you what to do.',
  remedy_wechat:
    'Tap “…” at the top right → “Settings” → allow camera and microphone, then “Try again”. Or tap “…” → “Open in browser”.',
  remedy_iphone:
    'Tap the page menu left of the address → “Website settings” → set camera and microphone to “Allow”, then “Try again”.',
  remedy_android:
    'Tap the small icon left of the address → “Permissions” → switch camera and microphone on, then “Try again”.',
  remedy_desktop:
    'Click the small icon left of the address, set camera and microphone to “Allow”, then “Try again”.',
  remedy_missing:
    'Check that it is plugged in and switched on, then “Try again”. It is also found by itself once plugged in.',
  remedy_busy: 'Close the program that uses it (another video call, for example), then “Try again”.',
  remedy_insecure: 'Open this page again with an address that begins with https.',
}
