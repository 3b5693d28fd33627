/**
 * Managed policy of Chromium for a kiosk that serves one site (`origin`, without a path): camera, microphone and screen
 * without a question for it and for nobody else; no other pages, no traces of the person before. Goes to
 * `/etc/chromium/policies/managed/`. Names as in the Chrome Enterprise policy list.
 */
export const kioskPolicy = (origin: string): Record<string, unknown> => ({
  VideoCaptureAllowed: false,
  VideoCaptureAllowedUrls: [origin],
  AudioCaptureAllowed: false,
  AudioCaptureAllowedUrls: [origin],
  ScreenCaptureAllowed: false,
  ScreenCaptureAllowedByOrigins: [origin],
  AutoplayAllowed: false,
  AutoplayAllowlist: [origin],
  URLBlocklist: ['*'],
  URLAllowlist: [origin],
  DefaultPopupsSetting: 2,
  DefaultNotificationsSetting: 2,
  DefaultGeolocationSetting: 2,
  DefaultFileSystemReadGuardSetting: 2,
  DownloadRestrictions: 3,
  PasswordManagerEnabled: false,
  AutofillAddressEnabled: false,
  AutofillCreditCardEnabled: false,
  TranslateEnabled: false,
  SearchSuggestEnabled: false,
  BrowserSignin: 0,
  SyncDisabled: true,
  IncognitoModeAvailability: 1,
  EditBookmarksEnabled: false,
  BackgroundModeEnabled: false,
  MetricsReportingEnabled: false,
})
