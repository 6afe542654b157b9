using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Sending;
using Allora.Sdk.Values;

namespace Allora.Cli.Doctor;

/// <summary>Whether the wallet can pay, for how long, and whether the node accepts its signatures.</summary>
internal sealed class WalletChecks(AlloraClient client, AlloraWallet wallet)
{
    // The gas of a worker's payload on the captured node, with the margins of the standard tier: an estimate for people.
    private const ulong GasOfPayload = 150_000;
    private const int FewWindows = 100;

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (price, noPrice) = await Checkup.AskAsync<object>("gas price", async () => await client.GetGasPriceAsync(cancellationToken));
        yield return noPrice ?? Finding.Ok("gas price", $"{price} uallo for a unit of gas");
        var (balance, noBalance) = await Checkup.AskAsync<object>("balance", async () => await client.GetBalanceAsync(wallet.Address, cancellationToken));
        if (balance is not UAllo held)
        {
            yield return noBalance!;
            yield break;
        }

        if (held == UAllo.Zero)
        {
            yield return Finding.Bad("balance", $"{wallet.Address} has no funds", client.Network.Faucet is null ? "send it some ALLO" : "ask for test coins with 'allora faucet', or send it some ALLO");
            yield break;
        }

        yield return Enough(held, price is GasPrice known ? known : client.Network.GasPriceFloor);
        yield return await DryRunAsync(cancellationToken);
    }

    private Finding Enough(UAllo held, GasPrice price)
    {
        var fee = (price > client.Network.GasPriceFloor ? price : client.Network.GasPriceFloor).FeeFor(GasOfPayload);
        var windows = fee == UAllo.Zero ? (BigInteger?)null : held.Value / fee.Value;
        var detail = string.Create(CultureInfo.InvariantCulture, $"{Amounts.Text(held)}, enough for about {(windows is { } count ? count.ToString("N0", CultureInfo.InvariantCulture) : "any number of")} payloads of {Amounts.Text(fee)}");
        return windows < 1 ? Finding.Bad("balance", detail, "send it more ALLO: not one payload can be paid")
            : windows < FewWindows ? Finding.Warning("balance", detail, "send it more ALLO soon")
            : Finding.Ok("balance", detail);
    }

    private async Task<Finding> DryRunAsync(CancellationToken cancellationToken)
    {
        // A transfer to oneself goes through every check of account, sequence and signature; simulated, it costs nothing.
        // In a folder of its own, since the wallet may be running.
        var state = Directory.CreateTempSubdirectory("allora-doctor-");
        try
        {
            return await DryRunAsync(state.FullName, cancellationToken);
        }
        finally
        {
            state.Delete(recursive: true);
        }
    }

    private async Task<Finding> DryRunAsync(string state, CancellationToken cancellationToken)
    {
        await using var transactions = client.OpenWallet(wallet.WithOptions(new WalletOptions { StateFolder = state }));
        var request = transactions.RequestOf(AlloraMessage.Transfer(wallet.Address, new UAllo(1))) with { DryRun = true };
        var result = await transactions.SendAsync(request, cancellationToken);
        return result.Status == TransactionStatus.Simulated
            ? Finding.Ok("dry run", $"the node simulated a signed transaction ({result.GasUsed} gas); nothing was sent")
            : Finding.Bad("dry run", result.Message ?? result.Status.ToString(), "the node refuses this wallet's transactions: see the message");
    }
}
