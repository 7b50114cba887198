global using TalksBot.Terminal;
