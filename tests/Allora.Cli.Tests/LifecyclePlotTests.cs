using System.Globalization;
using System.Text.Json.Nodes;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Tests.Roles;
using SkiaSharp;
using Dec = Allora.Sdk.Emissions.Numbers.Dec;

namespace Allora.Cli.Tests;

/// <summary>The picture of a past that is known, and the data behind it, read back from the chain by another process.</summary>
public sealed class LifecyclePlotTests
{
    [Theory]
    [InlineData(DevNetSchema.V10)]
    [InlineData(DevNetSchema.V9)]
    public async Task The_data_is_exactly_what_happened(DevNetSchema schema)
    {
        await using var home = CliHome.Empty();
        await using var scene = await LifecycleScene.PlayAsync(genesis => genesis with { Schema = schema, Topics = [genesis.Topics![0]] });

        var answer = await home.JsonAsync(["plot", "lifecycle", "67", "--address", scene.Worker, "--out", home["a.png"], .. CliHome.At(scene.Roles.DevNet)]);

        Assert.Equal((67UL, scene.Worker, "localnet", scene.Roles.DevNet.Height), ((ulong)answer["topic"]!, (string?)answer["worker"], (string?)answer["chain"], (long)answer["height"]!));
        var windows = answer["windows"]!.AsArray();
        Assert.Equal(LifecycleScene.Windows, windows.Count);
        foreach (var (index, window) in windows.Index())
        {
            var nonce = LifecycleScene.NonceOf(index);
            var isClosed = index < LifecycleScene.Windows - 1;
            var (status, blocks) = index switch
            {
                LifecycleScene.Skipped => ("missed", (long?)null),
                LifecycleScene.Failed => ("failed", RolesScene.Window),
                LifecycleScene.Late => ("active", LifecycleScene.BlocksLate),
                _ => (isClosed ? "active" : "included", 1L),
            };
            Assert.Equal((nonce, nonce + RolesScene.Window, isClosed, status), ((long)window!["nonce"]!, (long)window["end"]!, (bool)window["closed"]!, (string?)window["status"]));
            Assert.Equal((TimeOf(nonce), TimeOf(nonce + RolesScene.Window)), (Time(window["opened"]), Time(window["closes"])));
            Assert.Equal((blocks, nonce + blocks), ((long?)window["blocks_after_opening"], (long?)window["height"]));
            if (blocks is not null)
            {
                Assert.Equal(LifecycleScene.ValueOf(nonce).ToString(CultureInfo.InvariantCulture), (string?)window["value"]!["y"]);
                var transaction = Assert.Single(scene.Roles.DevNet.Transactions(nonce + blocks.Value), one => one.Hash == (string?)window["hash"]);
                Assert.Equal(status == "failed", transaction.Code != 0);
                Assert.Equal(status == "failed", ((string?)window["error"])?.StartsWith("sdk 11: out of gas", StringComparison.Ordinal) ?? false);
            }

            Assert.Equal(isClosed ? (status is "active" ? 3 : 2) : 0, (int)window["inferers"]!);
            if (isClosed)
                Assert.Equal(scene.Kept[nonce], (status == "active", (string?)window["network"]!["y"]));
            Assert.Equal(Number(scene.FollowUps.GetValueOrDefault(nonce)?.Score?.ToString()), Number((string?)window["score"]));
        }

        Assert.Contains(windows, static window => window!["score"] is not null);
    }

    [Fact]
    public async Task The_picture_is_a_png_of_the_asked_size_with_each_fate_in_it_and_is_never_overwritten_unasked()
    {
        await using var home = CliHome.Empty();
        await using var scene = await LifecycleScene.PlayAsync(static genesis => genesis with { Topics = [genesis.Topics![0]] });
        string[] plot = ["plot", "lifecycle", "67", "--address", scene.Worker, "--out", home["a.png"], .. CliHome.At(scene.Roles.DevNet)];

        var (code, output, error) = await home.RunAsync([.. plot, "--size", "1000x700"]);

        Assert.True(code == 0, error);
        Assert.Contains("7", output, StringComparison.Ordinal);
        var first = await File.ReadAllBytesAsync(home["a.png"], TestContext.Current.CancellationToken);
        using var picture = SKBitmap.Decode(first);
        Assert.Equal((1000, 700), (picture.Width, picture.Height));
        var colours = picture.Pixels.GroupBy(static pixel => pixel).ToDictionary(static same => same.Key, static same => same.Count());
        foreach (var status in new[] { "#2E9E5B", "#2F7ED8", "#CF222E", "#6E7781" })
            Assert.True(colours.GetValueOrDefault(SKColor.Parse(status)) > 30, $"{status}: {colours.GetValueOrDefault(SKColor.Parse(status))} pixels");
        Assert.True(colours[SKColors.White] < 1000 * 700 * 0.97);

        var refused = await home.RunAsync(plot);
        Assert.Equal(2, refused.Code);
        Assert.Contains("--force", refused.Error, StringComparison.Ordinal);
        Assert.Equal(first, await File.ReadAllBytesAsync(home["a.png"], TestContext.Current.CancellationToken));
        Assert.Equal(0, (await home.RunAsync([.. plot, "--force", "--windows", "2"])).Code);
        using var replaced = SKBitmap.Decode(home["a.png"]);
        Assert.Equal((1400, 900), (replaced.Width, replaced.Height));
        Assert.Equal(["a.png"], Directory.EnumerateFiles(Path.GetDirectoryName(home["a.png"])!).Select(Path.GetFileName));

        // The newest two, and those between two heights: 6 and 18 are before, 42 after.
        Assert.Equal("66, 78", await NoncesAsync("--windows", "2"));
        Assert.Equal("30, 42", await NoncesAsync("--blocks", "19-53"));
        Assert.Equal("6, 18, 30, 42, 54, 66, 78", await NoncesAsync("--blocks", "1-"));
        var none = await home.RunAsync([.. plot, "--force", "--blocks", "7-17"]);
        Assert.Equal(1, none.Code);
        Assert.Contains("opened no window there", none.Error, StringComparison.Ordinal);

        async Task<string> NoncesAsync(params string[] range) =>
            string.Join(", ", (await home.JsonAsync([.. plot, "--force", .. range]))["windows"]!.AsArray().Select(static window => window!["nonce"]));
    }

    [Theory]
    [InlineData("one of the two", "--windows", "3", "--blocks", "1-2")]
    [InlineData("--windows must be", "--windows", "0")]
    [InlineData("--blocks must be", "--blocks", "9-3")]
    [InlineData("--size must be", "--size", "10x10")]
    [InlineData("is not an address", "--address", "allo1x")]
    [InlineData("is a folder", "--out", "/")]
    [InlineData("at does not exist", "--out", "/nowhere/at/all.png")]
    public async Task Wrong_input_is_refused_before_anything_is_asked(string says, params string[] options)
    {
        await using var home = CliHome.Empty();
        string[] target = options.Contains("--out") ? [] : ["--out", home["a.png"]];
        var (code, output, error) = await home.RunAsync(["plot", "lifecycle", "67", "--network", "local", .. target, .. options]);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(says, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    // Events and gRPC write small numbers in two ways.
    private static Dec? Number(string? text) => text is null ? null : Dec.Parse(text);

    private static DateTimeOffset TimeOf(long height) => LifecycleScene.Start + (LifecycleScene.Step * (height - 1));

    private static DateTimeOffset Time(JsonNode? node) => DateTimeOffset.Parse((string)node!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
