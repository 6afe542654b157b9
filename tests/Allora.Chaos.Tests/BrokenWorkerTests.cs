using Allora.Chaos.Lies;
using Allora.Sdk.DevNet.Faults.Lies;
using Google.Protobuf.Reflection;

namespace Allora.Chaos.Tests;

/// <summary>A worker that is broken on purpose turns an invariant of the generator of lies red; as it is, none.</summary>
public sealed class BrokenWorkerTests
{
    // 10^12 uallo, for a worker that starts in the window.
    private static readonly LieTold DearGas = new(
        new LieField("/feemarket.feemarket.v1.Query/GasPrice", "price.amount", FieldType.String), LieChange.Set, "1000000000000000000000000000000");

    private static readonly LieCase Price = new([DearGas], LieFace.Grpc) { NeedsStart = true };

    private static readonly LieCase Honest = new([], LieFace.Grpc);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(nameof(BrokenPart.None), "")]
    [InlineData(nameof(BrokenPart.Limit), "")]
    [InlineData(nameof(BrokenPart.Cap), "caps")]
    [InlineData(nameof(BrokenPart.Journal), "next window, one bundle, paid once")]
    [InlineData(nameof(BrokenPart.Life), "lives, next window")]
    [InlineData(nameof(BrokenPart.Recovery), "health, next window")]
    public async Task Each_broken_part_is_found(string broken, string expected)
    {
        var part = Enum.Parse<BrokenPart>(broken);
        await using var stand = await LieStand.StartAsync(LieFace.Grpc, LieTempo.Of(60), Ct, part);
        var (facts, _) = await stand.TellAsync(part is BrokenPart.Cap or BrokenPart.Limit or BrokenPart.None ? Price : Honest, windows: 3, Ct);
        TestContext.Current.TestOutputHelper!.WriteLine($"paid {string.Join(", ", facts.Paid)}");
        var found = LieInvariants.Broken(facts).Select(static one => one.Split(':')[0]).Distinct().Order();
        Assert.Equal(expected, string.Join(", ", found));
    }
}
