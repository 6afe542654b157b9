using Allora.Sdk.DevNet;

namespace Allora.Cli.Commands;

/// <summary>What a user needs to know when the chain is up.</summary>
internal static class DevNetGreeting
{
    public static async Task WriteAsync(TextWriter output, DevNet devnet, DevNetControl? control)
    {
        await output.WriteLineAsync($"DevNet {devnet.ChainId} is up, height {devnet.Height}");
        foreach (var node in devnet.Nodes)
        {
            await output.WriteLineAsync($"  gRPC (h2c)    {node.Grpc}");
            await output.WriteLineAsync($"  CometBFT RPC  {node.Rpc} (events at /websocket)");
            await output.WriteLineAsync($"  REST          {node.Rest}");
        }

        if (control is not null)
            await output.WriteLineAsync($"  Control       tcp://127.0.0.1:{control.Port} (JSON lines)");
        await output.WriteLineAsync();
        await output.WriteLineAsync("Test accounts. !! THEIR KEYS ARE PUBLIC: everybody has them. NEVER use them on a real network. !!");
        foreach (var mnemonic in devnet.Accounts.Where(static account => account.Mnemonic.Length > 0).GroupBy(static account => account.Mnemonic))
            await output.WriteLineAsync($"  mnemonic (m/44'/118'/0'/0/INDEX): {mnemonic.Key}");
        foreach (var account in devnet.Accounts)
            await output.WriteLineAsync($"  {account.Index,3}  {account.Address}  {devnet.Balance(account.Address)}uallo  {account.Name}");
        await output.WriteLineAsync();
        await output.WriteLineAsync("Press Ctrl-C to stop.");
        await output.FlushAsync();
    }
}
