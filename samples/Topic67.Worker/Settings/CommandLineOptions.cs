using System.CommandLine;

namespace Topic67.Worker.Settings;

/// <summary>The options of the command line, with their help.</summary>
internal sealed class CommandLineOptions
{
    public Option<int?> Windows { get; } = new("--windows") { Description = "Stop after this many settled windows. Default: run until stopped." };

    public Option<string?> Topic { get; } = new("--topic") { Description = "The topic's id. Default: TOPIC_ID, else 67." };

    public Option<string?> Network { get; } = new("--network") { Description = "testnet, mainnet or local. Default: NETWORK; with a key, testnet; without one, an embedded DevNet." };

    public Option<string?> Grpc { get; } = new("--grpc") { Description = "Another gRPC address for the network (http is h2c)." };

    public Option<string?> Rpc { get; } = new("--rpc") { Description = "Another CometBFT RPC address for the network." };

    public Option<string?> ChainId { get; } = new("--chain-id") { Description = "Another chain id for the network." };

    public Option<string?> KeyFile { get; } = new("--key-file") { Description = "A key file (mode 0600) with the mnemonic or the private key. Default: KEY_FILE." };

    public Option<string?> Prices { get; } = new("--prices") { Description = "Replay a CSV file of hourly bars; on a DevNet only." };

    public Option<string?> From { get; } = new("--from") { Description = "Replay: the block time of the first nonce, such as 2025-02-01T01:00Z." };

    public Option<string?> Step { get; } = new("--step") { Description = "Embedded chain: market time between nonces, such as 1h or 24h. Default: 1h." };

    public Option<string?> Block { get; } = new("--block") { Description = "Embedded chain: the block interval, such as 200ms. Default: 200ms." };

    public Option<string?> GasPrice { get; } = new("--gas-price") { Description = "Embedded chain: the gas price in uallo. Default: 10." };

    public Option<int> Seed { get; } = new("--seed") { Description = "The seed of the simulated market.", DefaultValueFactory = _ => 67 };

    public Option<string?> State { get; } = new("--state") { Description = "The folder of the journal, the lock and the logs. Default: STATE_DIR, else allora-state; temporary on an embedded DevNet." };

    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Predict and sign, but send nothing signed." };

    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Print the SDK's own logs too." };

    public Option<bool> Simulated { get; } = new("--simulated") { Description = "Use made-up prices on a DevNet of another process (an embedded one always has them)." };

    public Option<string?> PriceSource { get; } = new("--price-source") { Description = "Price sources in order, such as coinbase,binance. Default: PRICE_SOURCE; else coinbase,binance, with tiingo first if TIINGO_API_KEY is set." };

    public Option<string?> EnvironmentFile { get; } = new("--env-file") { Description = "Read settings from this file. Default: .env if it exists. The process's environment wins." };

    public Option<bool> Json { get; } = new("--json") { Description = "Answer in JSON." };

    public Option<string?> Timeout { get; } = new("--timeout") { Description = "How long to wait, such as 90s. Default: 60s." };

    public IEnumerable<Option> All => [Windows, .. Common, From, Step, Block, GasPrice, DryRun, Verbose];

    public IEnumerable<Option> Common => [Topic, Network, Grpc, Rpc, ChainId, KeyFile, Prices, Simulated, PriceSource, Seed, State, EnvironmentFile];
}
