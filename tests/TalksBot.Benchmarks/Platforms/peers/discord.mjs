// A discord.js bot that answers every command and completion with a constant.
import { Client, Events, GatewayIntentBits } from 'discord.js';

const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
  rest: { api: process.env.DISCORD_API_BASE },
});

client.on(Events.InteractionCreate, async (interaction) => {
  if (interaction.isAutocomplete()) {
    await interaction.respond([{ name: 'constant', value: 'constant' }]);
  } else if (interaction.isChatInputCommand()) {
    await interaction.reply({ content: 'constant', allowedMentions: { parse: [] } });
  }
});

client.on(Events.Error, (error) => console.error(error.message));
process.on('SIGTERM', async () => {
  await client.destroy();
  process.exit(0);
});
await client.login(process.env.DISCORD_TOKEN);
