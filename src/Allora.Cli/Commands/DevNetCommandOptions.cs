using System.CommandLine;
using System.Globalization;
using Allora.Cli.Consoles;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.DevNet.Options;

namespace Allora.Cli.Commands;

/// <summary>The options of allora devnet. The command line overrides the genesis file.</summary>
internal sealed class DevNetCommandOptions
{
    public Option<string?> Genesis { get; } = new("--genesis") { Description = "A genesis file (JSON). Without it: ten funded accounts, topics 67 and 1.", HelpName = "FILE" };

    public Option<int> Grpc { get; } = Port("--grpc", "gRPC (h2c)", DevNetPorts.WellKnown.Grpc);

    public Option<int> Rpc { get; } = Port("--rpc", "CometBFT RPC and /websocket", DevNetPorts.WellKnown.Rpc);

    public Option<int> Rest { get; } = Port("--rest", "REST", DevNetPorts.WellKnown.Rest);

    public Option<string?> Block { get; } = new("--block") { Description = "The time between blocks: 500ms, 5s, 1m. Default 1s.", HelpName = "SPAN" };

    public Option<string?> Schema { get; } = new("--schema") { Description = "v9 (mainnet) or v10 (testnet). Default v10.", HelpName = "NAME" };

    public Option<long?> UpgradeAt { get; } = new("--upgrade-at") { Description = "The height at whose end the chain changes to the other schema.", HelpName = "HEIGHT" };

    public Option<string?> UpgradePlan { get; } = new("--upgrade-plan") { Description = "Plans an upgrade as on a real chain: the nodes stop before that height and come back with that version. v0.17.0 changes v9 to v10; any other version keeps the schema.", HelpName = "VERSION@HEIGHT" };

    public Option<string?> UpgradeDowntime { get; } = new("--upgrade-downtime") { Description = "With a planned upgrade: how long no node answers. Default 0s.", HelpName = "SPAN" };

    public Option<bool> UpgradeKeepsMempool { get; } = new("--upgrade-keeps-mempool") { Description = "With a planned upgrade: pending transactions are kept. Without it they are lost, as on a node that restarts." };

    public Option<string?> ChainId { get; } = new("--chain-id") { Description = "The chain id. Default localnet.", HelpName = "ID" };

    public Option<string?> GasPrice { get; } = new("--gas-price") { Description = "The minimum gas price in uallo. Default 10.", HelpName = "PRICE" };

    public Option<bool> NoFeemarket { get; } = new("--no-feemarket") { Description = "A chain without the feemarket module: the node itself has a minimum price." };

    public Option<int> Nodes { get; } = new("--nodes") { Description = "How many nodes share the chain; further ones take free ports.", HelpName = "COUNT", DefaultValueFactory = static _ => 1 };

    public Option<int?> Seed { get; } = new("--seed") { Description = "The seed of the chain's keys and hashes.", HelpName = "NUMBER" };

    public Option<string?> Time { get; } = new("--time") { Description = "The chain's clock starts here (ISO 8601) and advances by blocks, not by the wall clock.", HelpName = "TIME" };

    public Option<string?> Step { get; } = new("--step") { Description = "With --time: how far the chain's clock advances with each block.", HelpName = "SPAN" };

    public Option<string?> Stamps { get; } = new("--stamps") { Description = "Writes when window frames were sent and broadcasts received, one JSON object a line.", HelpName = "FILE" };

    public Option<string?> Log { get; } = new("--log") { Description = "Writes blocks, windows, transactions and faults, one JSON object a line.", HelpName = "FILE" };

    public Option<int?> Control { get; } = new("--control") { Description = "A port on 127.0.0.1 that takes commands as JSON lines: faults, restarts, halts. 0 takes any free one.", HelpName = "PORT" };

    public Option<int?> Dashboard { get; } = ConsoleServer.PortOption("blocks, windows, transactions, faults");

    public Option<string[]> Faults { get; } = new("--fault") { Description = "A fault that is active from the start, as JSON: {\"type\":\"latency\",\"method\":\"Simulate\",\"delay\":\"2s\"}. Can be given more than once.", HelpName = "JSON" };

    public Option<string[]> Lies { get; } = new("--lie") { Description = "A lie that every node tells from the start, as JSON: {\"path\":\"gas_info.gas_used\",\"method\":\"Simulate\",\"value\":\"1\"}. Can be given more than once.", HelpName = "JSON" };

    public Option<bool> ByHand { get; } = new("--by-hand") { Description = "Makes a block only when the control port receives a step." };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[Genesis, Grpc, Rpc, Rest, Block, Schema, UpgradeAt, UpgradePlan, UpgradeDowntime, UpgradeKeepsMempool, ChainId, GasPrice, NoFeemarket, Nodes, Seed, Time, Step, Stamps, Log, Control, Dashboard, Faults, Lies, ByHand])
            command.Options.Add(option);
    }

    /// <summary>Reads the options; throws <see cref="FormatException"/> or <see cref="ArgumentException"/> with one sentence.</summary>
    public async Task<DevNetOptions> ReadAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var genesis = parsed.GetValue(Genesis) is { } file
            ? DevNetGenesis.FromJson(await File.ReadAllBytesAsync(file, cancellationToken))
            : DevNetGenesis.Default;
        if (parsed.GetValue(Block) is { } block)
            genesis = genesis with { BlockInterval = Span("--block", block) };
        if (parsed.GetValue(Schema) is { } schema)
            genesis = genesis with { Schema = SchemaOf(schema) };
        if (parsed.GetValue(UpgradeAt) is { } height)
            genesis = genesis with { UpgradeAtHeight = height };
        if (parsed.GetValue(UpgradePlan) is { } plan)
            genesis = genesis with { UpgradePlan = PlanOf(plan) };
        if (parsed.GetValue(ChainId) is { } chainId)
            genesis = genesis with { ChainId = chainId };
        if (parsed.GetValue(GasPrice) is { } price)
            genesis = genesis with { GasPrice = Read("--gas-price", price, Allora.Sdk.Values.GasPrice.Parse) };
        if (parsed.GetValue(NoFeemarket))
            genesis = genesis with { Feemarket = false };
        if (parsed.GetValue(Seed) is { } seed)
            genesis = genesis with { Seed = seed };
        if (parsed.GetValue(Time) is { } time)
            genesis = genesis with { Time = TimeOf(time) };
        if (parsed.GetValue(Step) is { } step)
            genesis = genesis with { StepPerBlock = Span("--step", step) };
        return new DevNetOptions
        {
            Genesis = genesis,
            Ports = new DevNetPorts { Grpc = parsed.GetValue(Grpc), Rpc = parsed.GetValue(Rpc), Rest = parsed.GetValue(Rest) },
            Lies = [.. (parsed.GetValue(Lies) ?? []).Select(Lie.Parse)],
            Faults = [.. (parsed.GetValue(Faults) ?? []).Select(Fault.Parse)],
            StepByHand = parsed.GetValue(ByHand),
            Upgrade = new DevNetUpgradeOptions
            {
                Downtime = parsed.GetValue(UpgradeDowntime) is { } downtime ? Span("--upgrade-downtime", downtime) : TimeSpan.Zero,
                LoseMempool = !parsed.GetValue(UpgradeKeepsMempool),
            },
            Nodes = parsed.GetValue(Nodes) is > 0 and <= 100 and var nodes ? nodes : throw new ArgumentException("--nodes must be between 1 and 100"),
        };
    }

    private static Option<int> Port(string name, string what, int well) => new(name)
    {
        Description = $"The port of {what} on 127.0.0.1; 0 takes any free one. Default {well}.",
        HelpName = "PORT",
        DefaultValueFactory = _ => well,
        Validators =
        {
            result =>
            {
                if (result.Tokens.Count == 1
                    && (!int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > ushort.MaxValue))
                    result.AddError($"{name} must be a port between 0 and {ushort.MaxValue}, not \"{result.Tokens[0].Value}\"");
            },
        },
    };

    private static TimeSpan Span(string option, string text) => Read(option, text, DevNetGenesis.ParseSpan);

    private static T Read<T>(string option, string text, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (FormatException wrong)
        {
            throw new FormatException($"{option}: {wrong.Message}", wrong);
        }
    }

    private static DevNetSchema SchemaOf(string text) => text switch
    {
        "v9" => DevNetSchema.V9,
        "v10" => DevNetSchema.V10,
        _ => throw new ArgumentException($"--schema must be v9 or v10, not \"{text}\""),
    };

    private static DevNetUpgradePlan PlanOf(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && long.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var height)
            ? new DevNetUpgradePlan { Name = text[..at], Height = height }
            : throw new FormatException($"--upgrade-plan must be a version and a height such as v0.17.0@200, not \"{text}\"");
    }

    // Other forms order day and month differently in different countries.
    private static readonly string[] TimeForms = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    private static DateTimeOffset TimeOf(string text) =>
        DateTimeOffset.TryParseExact(text, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUniversalTime()
            : throw new FormatException($"--time must be a time such as 2025-01-31T00:00:00Z, not \"{text}\"");
}
