using System.Runtime.InteropServices;

namespace TalksBot;

/// <summary>Memory that native code took from the C library, SQLite's pages above all.</summary>
internal static class NativeMemory
{
    /// <summary>Gives freed memory back to the system, where the C library can (malloc_trim, a GNU extension); does nothing elsewhere.</summary>
    public static void GiveBack()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = Trim(0);
        }
        catch (Exception absent) when (absent is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another C library, such as musl, which keeps little anyway.
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Trim(nuint keptAtTheTop);
}
