using System.Buffers;
using Allora.Sdk.Chain.Errors;
using Allora.Sdk.Chain.Wire;
using Allora.Sdk.Protos.Cosmos.Base.Node.V1Beta1;
using Allora.Sdk.Protos.Feemarket.V1;
using Allora.Sdk.Values;
using Grpc.Core;

namespace Allora.Sdk.Chain.Queries;

/// <summary>The least gas price that the node accepts now: the fee market's, or the node's own setting if there is none.</summary>
internal static class GasPriceQuery
{
    private static readonly SearchValues<char> Decimal = SearchValues.Create("0123456789.");

    // Over gRPC a LegacyDec is an integer, scaled by 10^18.
    private static readonly Method<GasPriceRequest, Answer<GasPrice>> FeeMarket =
        WireMethod.Create<GasPriceRequest, GasPriceResponse, GasPrice>(
            "feemarket.feemarket.v1.Query", "GasPrice", GasPriceResponse.Parser, static reply => GasPrice.FromScaled18((reply.Price ?? throw new InvalidDataException("the reply has no price")).Amount));

    public static async Task<GasPrice> QueryAsync(IChainCalls calls, string denom, CancellationToken cancellationToken)
    {
        try
        {
            return (await calls.CallAsync(FeeMarket, new GasPriceRequest { Denom = denom }, cancellationToken).ConfigureAwait(false)).Value;
        }
        catch (AlloraException none) when (none.InnerException is RpcException call && StatusErrors.IsUnknownService(call.Status))
        {
            var config = WireMethod.Create<ConfigRequest, ConfigResponse, GasPrice>(
                "cosmos.base.node.v1beta1.Service", "Config", ConfigResponse.Parser, reply => Find(reply.MinimumGasPrice, denom));
            return (await calls.CallAsync(config, new ConfigRequest(), cancellationToken).ConfigureAwait(false)).Value;
        }
    }

    /// <summary>The price in this coin from a list such as "0.5uatom,10.000000000000000000uallo"; 0 if it is not listed.</summary>
    internal static GasPrice Find(string prices, string denom)
    {
        foreach (var price in prices.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var digits = price.AsSpan().IndexOfAnyExcept(Decimal);
            if (digits > 0 && price.AsSpan(digits).SequenceEqual(denom))
                return GasPrice.Parse(price[..digits]);
        }

        return default;
    }
}
