using System.Runtime.InteropServices;
using TalksBot;

using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    // The first signal ends the call in order, the second at once.
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}

using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

return await TalksBotCommand.RunAsync(HostConsole.OfProcess(), args, stop.Token);
