using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Allora.Sdk.Wallets;

/// <summary>Who owns an open file. .NET does not say; Linux does with statx, whose layout is the same on every architecture.</summary>
internal static partial class FileOwner
{
    private const int EmptyPath = 0x1000;
    private const uint UserIdMask = 0x8;
    private const int UserOffset = 20;
    private const int StatxSize = 256;

    /// <summary>Whether the file belongs to another user than the one of this process; false if it cannot be known.</summary>
    public static bool IsAnother(SafeFileHandle handle)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        Span<byte> answer = stackalloc byte[StatxSize];
        answer.Clear();
        try
        {
            return Statx(handle, "", EmptyPath, UserIdMask, ref MemoryMarshal.GetReference(answer)) == 0
                && MemoryMarshal.Read<uint>(answer[UserOffset..]) != EffectiveUser();
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(SafeFileHandle folder, string path, int flags, uint mask, ref byte answer);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}
