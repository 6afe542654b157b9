using Allora.Sdk.Hosting.Configuration;
using Allora.Sdk.Values;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Allora.Sdk.Tests.Hosting;

public sealed class ConfigurationTests
{
    // Objects and what only code can give.
    private static readonly string[] CodeOnly =
        [nameof(AlloraClientOptions.TimeProvider), nameof(AlloraClientOptions.LoggerFactory), nameof(AlloraClientOptions.ConfigureHttp), nameof(AlloraClientOptions.CallInvoker), nameof(WorkerOptions.SubmittedBy)];

    [Fact]
    public void A_worker_is_read_by_the_names_of_its_options()
    {
        var options = new WorkerOptions();
        var failures = Read(options, ("TopicId", "67"), ("PollInterval", "00:00:20"), ("WarmInterval", "250ms"), ("DrainTimeout", "2m"), ("DryRun", "true"),
            ("Fees:Tier", "priority"), ("Fees:Cap", "12.5"), ("Fees:MaximumFee", "5000uallo"), ("Wallet", "second"));

        Assert.Empty(failures);
        Assert.Equal((67UL, TimeSpan.FromSeconds(20), TimeSpan.FromMilliseconds(250), TimeSpan.FromMinutes(2), true),
            (options.TopicId, options.PollInterval, options.WarmInterval, options.DrainTimeout, options.DryRun));
        Assert.Equal((FeeTier.Priority, GasPrice.Parse("12.5"), UAllo.Parse("5000")), (options.Fees.Tier, options.Fees.Cap, options.Fees.MaximumFee));
    }

    [Fact]
    public void Staking_is_off_unless_its_section_is_there()
    {
        var options = new WorkerOptions();
        Assert.Empty(Read(options, ("TopicId", "67")));
        Assert.Null(options.AutoStake);

        Assert.Empty(Read(options, ("AutoStake:Reputer", "allo1abc"), ("AutoStake:FeeReserve", "5000uallo"), ("AutoStake:CatchUpBlocks", "9")));
        Assert.Equal(("allo1abc", null, UAllo.Parse("5000"), 9), (options.AutoStake!.Reputer, options.AutoStake.Validator, options.AutoStake.FeeReserve, options.AutoStake.CatchUpBlocks));
    }

    [Theory]
    [InlineData("AutoStake:Target", "1", "w:AutoStake:Target is not known here")]
    [InlineData("AutoStake", "allo1abc", "must have keys below it")]
    [InlineData("TopicId", "-1", "w:TopicId is \"-1\"")]
    [InlineData("PollInterval", "30", "w:PollInterval is \"30\"")]
    [InlineData("PollInterval", "soon", "a duration such as")]
    [InlineData("DryRun", "perhaps", "true or false")]
    [InlineData("Fees:Tier", "2", "one of Eco, Standard, Priority")]
    [InlineData("Fees:Cap", "1e3", "a gas price")]
    [InlineData("Fees", "10", "w:Fees")]
    [InlineData("PolInterval", "00:00:20", "w:PolInterval is not known here")]
    [InlineData("Fees:Ceiling", "1", "w:Fees:Ceiling is not known here")]
    [InlineData("TopicId:x", "1", "has keys below it")]
    public void A_wrong_value_or_an_unknown_key_is_told(string key, string value, string told) =>
        Assert.Contains(Read(new WorkerOptions(), (key, value)), f => f.Contains(told, StringComparison.Ordinal));

    [Fact]
    public void Every_option_can_be_configured()
    {
        // A value that no option takes: each key that is read complains about it.
        Assert.Empty(Unread(typeof(WorkerOptions), "", (section, failures) => WorkerOptionsReader.Read(new ConfigurationReader(section, "w", failures), new WorkerOptions())));
        Assert.Empty(Unread(typeof(AlloraClientOptions), "Client:", (section, failures) =>
        {
            var settings = new AlloraSettings();
            AlloraSettingsReader.Read(section, "w", settings);
            failures.AddRange(settings.Failures);
        }));
    }

    [Fact]
    public void A_network_is_a_name_with_endpoints_of_ones_own()
    {
        var settings = new AlloraSettings();
        AlloraSettingsReader.Read(
            Section(("Network", "testnet"), ("Endpoints:0", "https://a.example:443"), ("Endpoints:1:Address", "https://b.example"), ("Endpoints:1:Headers:x-key", "secret"), ("Client:RequestTimeout", "7s"), ("Workers:a:TopicId", "1")),
            "Allora", settings);

        Assert.Empty(settings.Failures);
        Assert.Equal("allora-testnet-1", settings.Network!.ChainId);
        Assert.Equal(["https://a.example", "https://b.example"], settings.Network.Endpoints.Select(e => e.ToString()));
        Assert.Equal("secret", settings.Network.Endpoints[1].Headers["X-Key"]);
        Assert.Equal(AlloraNetwork.Testnet.EventEndpoints, settings.Network.EventEndpoints);
        Assert.Equal(TimeSpan.FromSeconds(7), settings.Client.RequestTimeout);
    }

    [Theory]
    [InlineData("Network", "tesnet", "one of testnet, mainnet, local")]
    [InlineData("Netwrk", "testnet", "Allora:Netwrk is not known here")]
    [InlineData("Endpoints:0", "nowhere", "Allora:Endpoints:0 is not an address")]
    [InlineData("ChainId", "mine-1", "Allora:Network is missing")]
    [InlineData("Client:RequestTimeout", "2h", "RequestTimeout")]
    public void A_wrong_network_is_told(string key, string value, string told)
    {
        var settings = new AlloraSettings();
        AlloraSettingsReader.Read(Section((key, value)), "Allora", settings);

        Assert.Contains(settings.Failures, f => f.Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public void Options_are_kept_by_the_workers_name()
    {
        var services = new ServiceCollection();
        var configuration = Section(("btc:TopicId", "67"), ("eth:TopicId", "68"), ("eth:DryRun", "true"));
        services.AddAllora(AlloraNetwork.Local)
            .AddAlloraWorker<NoProvider>(configuration.GetSection("btc"), o => o.PollInterval = TimeSpan.FromSeconds(9))
            .AddAlloraWorker<NoProvider>(configuration.GetSection("eth"));
        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptionsMonitor<WorkerOptions>>();

        Assert.Equal((67UL, 68UL, false, true), (options.Get("btc").TopicId, options.Get("eth").TopicId, options.Get("btc").DryRun, options.Get("eth").DryRun));
        Assert.Equal(TimeSpan.FromSeconds(9), options.Get("btc").PollInterval);
    }

    internal static IConfigurationRoot Section(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))).Build();

    private static List<string> Read(WorkerOptions options, params (string Key, string Value)[] values)
    {
        var failures = new List<string>();
        WorkerOptionsReader.Read(new ConfigurationReader(Section(values), "w", failures), options);
        return failures;
    }

    private static IEnumerable<string> Unread(Type type, string prefix, Action<IConfiguration, List<string>> read)
    {
        foreach (var property in type.GetProperties().Where(p => p.CanWrite && !CodeOnly.Contains(p.Name) && p.PropertyType != typeof(string)))
        {
            var key = prefix + property.Name;
            var isSection = property.PropertyType.Namespace!.StartsWith("Allora", StringComparison.Ordinal) && property.PropertyType.IsClass;
            if (isSection && property.PropertyType != type)
            {
                foreach (var below in Unread(property.PropertyType, key + ":", read))
                    yield return below;
                continue;
            }

            if (property.PropertyType == typeof(Random))
                continue;
            var failures = new List<string>();
            read(Section((key, "~")), failures);
            if (!failures.Any(f => f.Contains($"{key} is \"~\"", StringComparison.Ordinal)))
                yield return key;
        }
    }

    internal sealed class NoProvider : IPredictionProvider
    {
        public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) => ValueTask.FromResult(Prediction.Skip("a test"));
    }
}
