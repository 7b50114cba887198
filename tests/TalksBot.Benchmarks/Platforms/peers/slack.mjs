// A Bolt bot in Socket Mode that answers every command and suggestion with a constant, in the acknowledgement.
import bolt from '@slack/bolt';

const app = new bolt.App({
  token: process.env.SLACK_BOT_TOKEN,
  appToken: process.env.SLACK_APP_TOKEN,
  socketMode: true,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
  logLevel: bolt.LogLevel.ERROR,
});

app.command(/.*/, async ({ ack }) => ack('constant'));
app.options(/.*/, async ({ ack }) => ack({ options: [{ text: { type: 'plain_text', text: 'constant' }, value: 'constant' }] }));
process.on('SIGTERM', async () => {
  await app.stop();
  process.exit(0);
});
await app.start();
