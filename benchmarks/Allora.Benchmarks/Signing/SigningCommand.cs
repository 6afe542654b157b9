using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Allora.Sdk.Native;
using Allora.Sdk.Wallets;

namespace Allora.Benchmarks.Signing;

/// <summary>
/// One signature and one verification by each curve, and by BouncyCastle, with which wallets signed before: medians of single operations in turn,
/// which are shorter than a time slice, so that a busy machine shifts them little. Usage: signing [rounds]; 4 000 by default, half of them warm-up.
/// </summary>
internal static class SigningCommand
{
    private static readonly byte[] Key = SHA256.HashData("a key for benchmarks"u8);
    private static readonly byte[] Hash = SHA256.HashData("a message"u8);
    private static readonly byte[] PublicKey = new byte[33];
    private static readonly byte[] Signature = new byte[64];

    public static int Run(string[] args)
    {
        var rounds = args.FirstOrDefault() is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : 4000;
        var (managed, native, before) = (ManagedSecp256k1.Instance, NativeSecp256k1.Load(), new BouncyCastleSigner(Key));
        native.TryGetPublicKey(Key, PublicKey);
        native.Sign(Key, Hash, Signature);
        var target = new byte[64];
        (string Name, Action Run)[] operations =
        [
            ("sign, BouncyCastle (before)", () => before.Sign(Hash, target)),
            ("sign, managed (NBitcoin)", () => managed.Sign(Key, Hash, target)),
            ("sign, native (libsecp256k1)", () => native.Sign(Key, Hash, target)),
            ("verify, managed (NBitcoin)", () => managed.Verify(PublicKey, Hash, Signature)),
            ("verify, native (libsecp256k1)", () => native.Verify(PublicKey, Hash, Signature)),
        ];
        foreach (var (name, run) in operations.Where(static operation => operation.Name.StartsWith("sign", StringComparison.Ordinal)))
        {
            run();
            if (!target.AsSpan().SequenceEqual(Signature))
                throw new InvalidOperationException($"{name}: another signature");
        }

        Console.WriteLine("microseconds, medians");
        foreach (var (name, median, allocated) in Measure(operations, rounds))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-32} {median,7:F1}  {allocated,6} B allocated"));
        return 0;
    }

    private static IEnumerable<(string Name, double Median, long Allocated)> Measure((string Name, Action Run)[] operations, int rounds)
    {
        var times = operations.Select(_ => new List<double>(rounds)).ToArray();
        var allocated = new long[operations.Length];
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < operations.Length; i++)
            {
                var bytes = GC.GetAllocatedBytesForCurrentThread();
                var started = Stopwatch.GetTimestamp();
                operations[i].Run();
                var elapsed = Stopwatch.GetElapsedTime(started);
                allocated[i] = GC.GetAllocatedBytesForCurrentThread() - bytes;
                if (round >= rounds / 2)
                    times[i].Add(elapsed.TotalMicroseconds);
            }
        }

        return operations.Select((operation, i) => (operation.Name, times[i].Order().ElementAt(times[i].Count / 2), allocated[i]));
    }
}
