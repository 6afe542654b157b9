using System.Globalization;

namespace Allora.Benchmarks.Scale;

/// <summary>What is run: so many topics over so many wallets, and the chain under them.</summary>
internal sealed record ScaleSettings(int Topics, int Wallets, int Epochs, int BlockMilliseconds, int EpochBlocks)
{
    public static ScaleSettings Parse(string[] args) => new(
        Of(args, "--topics", 1000), Of(args, "--wallets", 20), Of(args, "--epochs", 2), Of(args, "--block-ms", 1000), Of(args, "--epoch", 60));

    public string[] ToArguments() =>
    [
        "--topics", Text(Topics), "--wallets", Text(Wallets), "--epochs", Text(Epochs), "--block-ms", Text(BlockMilliseconds), "--epoch", Text(EpochBlocks),
    ];

    private static int Of(string[] args, string name, int otherwise)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 ? otherwise : int.Parse(args[at + 1], CultureInfo.InvariantCulture);
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
