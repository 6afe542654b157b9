using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Allora.Sdk.Emissions.Mint;
using Allora.Sdk.Emissions.Numbers;
using Allora.TestData;
using Allora.TestData.Epochs;

namespace Allora.Sdk.Emissions.Tests.Mint;

/// <summary>The emission of months: as a real node computed it, and as a model in another language does (tests/data/epochs/model/mint.py).</summary>
public sealed class MonthlyEmissionTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_recorded_block_s_emission_is_recomputed()
    {
        var table = new ValueTable();
        foreach (var entry in Recording.Default.Root.GetProperty("timeline").GetProperty("mint.EmissionInfo").EnumerateArray())
        {
            var (height, reply) = (entry[0].GetInt64(), entry[1]);
            var parameters = new MintParameters();
            var inputs = new EmissionInputs
            {
                Blocks = height,
                BlocksPerMonth = (long)Amount(reply, "blocks_per_month"),
                EcosystemBalance = Amount(reply, "ecosystem_balance"),
                EcosystemMinted = (parameters.EcosystemTreasuryPercentOfTotalSupply * parameters.MaxSupply).Truncate() - Amount(reply, "ecosystem_mint_supply_remaining"),
                StakedTokens = Amount(reply, "network_staked_tokens"),
                ValidatorShare = Dec.Parse("0.25"),
            };
            var now = MonthlyEmission.Compute(inputs);
            foreach (var (name, value) in ((string, BigInteger)[])[
                ("ecosystem_locked", now.EcosystemLocked), ("circulating_supply", now.Circulating), ("locked_vesting_tokens_total", now.Locked.Total),
                ("maximum_monthly_emission_per_unit_staked_token", now.MaximumRate.Scaled), ("target_reward_emission_per_unit_staked_token", now.TargetRate.Scaled),
                ("emission_per_unit_staked_token", now.Rate.Scaled), ("emission_per_month", now.PerMonth), ("block_emission", now.PerBlock),
                ("validator_cut", MonthlyEmission.ValidatorCut(now.PerBlock, inputs.ValidatorShare))])
                table.Compare(name, $"block {height}", reply.GetProperty(name).GetString(), value.ToString(CultureInfo.InvariantCulture));
        }

        output.WriteLine(table.ToString());
        Assert.True(table.Wrong == 0, string.Join(Environment.NewLine, table.Differences));
        Assert.True(table.Compared > 1_900);
    }

    [Fact]
    public void Months_are_those_of_the_model()
    {
        using var cases = JsonDocument.Parse(File.ReadAllText(Path.Combine(Data.RepoRoot, "tests", "data", "epochs", "mint.json")));
        var table = new ValueTable();
        foreach (var one in cases.RootElement.EnumerateArray())
        {
            var share = Dec.Parse(one.GetProperty("validators").GetString()!);
            var now = MonthlyEmission.Compute(new EmissionInputs
            {
                Blocks = one.GetProperty("blocks").GetInt64(),
                BlocksPerMonth = one.GetProperty("blocks_per_month").GetInt64(),
                EcosystemBalance = Amount(one, "balance"),
                EcosystemMinted = Amount(one, "minted"),
                StakedTokens = Amount(one, "staked"),
                ReputerShare = Dec.Parse(one.GetProperty("reputers").GetString()!),
                ValidatorShare = share,
                PreviousRate = LegacyDec.From(Dec.Parse(one.GetProperty("previous").GetString()!)),
                MonthsUnlocked = one.GetProperty("months").GetInt64(),
            });
            var expected = one.GetProperty("expected");
            BigInteger[] locked = [now.Locked.Preseed, now.Locked.Investors, now.Locked.Team, now.Locked.Foundation];
            for (var i = 0; i < locked.Length; i++)
                table.Compare("locked", one.GetRawText(), expected.GetProperty("locked")[i].GetString(), Text(locked[i]));
            foreach (var (name, value) in ((string, string)[])[
                ("circulating", Text(now.Circulating)), ("maximum", now.MaximumRate.ToString()), ("target", now.TargetRate.ToString()), ("rate", now.Rate.ToString()),
                ("per_month", Text(now.PerMonth)), ("per_block", Text(now.PerBlock)), ("validators", Text(MonthlyEmission.ValidatorCut(now.PerBlock, share)))])
                table.Compare(name, one.GetRawText(), expected.GetProperty(name).GetString(), value);
            table.Compare("months", one.GetRawText(), expected.GetProperty("months").GetRawText(), Text(now.Months));
        }

        output.WriteLine(table.ToString());
        Assert.True(table.Wrong == 0, string.Join(Environment.NewLine, table.Differences));
        Assert.Equal(2_400, table.Compared);
    }

    [Theory]
    [InlineData("0.000000000000000001", "0.5", "0.000000000000000000")]
    [InlineData("0.000000000000000003", "0.5", "0.000000000000000002")]
    [InlineData("-0.000000000000000003", "0.5", "-0.000000000000000002")]
    [InlineData("0.000000000000000003", "0.51", "0.000000000000000002")]
    [InlineData("0.000000000000000005", "0.5", "0.000000000000000002")]
    public void Products_are_rounded_half_to_even(string left, string right, string product) =>
        Assert.Equal(product, (LegacyDec.Parse(left) * LegacyDec.Parse(right)).ToString());

    [Fact]
    public void A_month_turns_in_the_first_block_after_so_many()
    {
        Assert.Equal([1, 21, 41], Enumerable.Range(0, 50).Where(static block => MonthlyEmission.IsTurnOfMonth(block, 20)));
        Assert.Equal("0.6666666666666666666666666666666666", MonthlyEmission.ReputerShare(2, 3).ToString());
        Assert.True(MonthlyEmission.ReputerShare(0, 0).IsZero);
        Assert.Equal(EmissionsError.DivisionByZero, Assert.Throws<EmissionsException>(static () => LegacyDec.One / LegacyDec.Zero).Reason);
    }

    private static BigInteger Amount(JsonElement json, string name) => BigInteger.Parse(json.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private static string Text(BigInteger number) => number.ToString(CultureInfo.InvariantCulture);
}
