using TalksBot;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    // The first Ctrl+C ends the call in order, the second at once.
    pressed.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
};

return await TalksBotCommand.RunAsync(HostConsole.OfProcess(), args, stop.Token);
