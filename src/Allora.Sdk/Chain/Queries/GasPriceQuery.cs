using System.Buffers;
using Allora.Sdk.Chain.Errors;
using Allora.Sdk.Chain.Transport;
using Allora.Sdk.Chain.Wire;
using Allora.Sdk.Protos.Cosmos.Base.Node.V1Beta1;
using Allora.Sdk.Protos.Feemarket.V1;
using Allora.Sdk.Values;
using Grpc.Core;

namespace Allora.Sdk.Chain.Queries;

/// <summary>The least gas price that the node accepts now: the fee market's, or the node's own setting where there is none.</summary>
internal static class GasPriceQuery
{
    private static readonly SearchValues<char> Decimal = SearchValues.Create("0123456789.");

    private static readonly Method<GasPriceRequest, GasPriceResponse> FeeMarket =
        WireMethod.Create<GasPriceRequest, GasPriceResponse>("feemarket.feemarket.v1.Query", "GasPrice", GasPriceResponse.Parser);

    private static readonly Method<ConfigRequest, ConfigResponse> NodeConfig =
        WireMethod.Create<ConfigRequest, ConfigResponse>("cosmos.base.node.v1beta1.Service", "Config", ConfigResponse.Parser);

    public static async Task<GasPrice> AskAsync(ChainCalls calls, string denom, CancellationToken cancellationToken)
    {
        try
        {
            var market = await calls.CallAsync(FeeMarket, new GasPriceRequest { Denom = denom }, cancellationToken).ConfigureAwait(false);
            // Over gRPC a LegacyDec is an integer, scaled by 10^18.
            return market.Price is { } price ? GasPrice.FromScaled18(price.Amount) : default;
        }
        catch (AlloraException none) when (none.InnerException is RpcException call && StatusErrors.IsUnknownService(call.Status))
        {
            var config = await calls.CallAsync(NodeConfig, new ConfigRequest(), cancellationToken).ConfigureAwait(false);
            return Find(config.MinimumGasPrice, denom);
        }
    }

    /// <summary>The price in this coin from a list such as "0.5uatom,10.000000000000000000uallo"; 0 when it is not listed.</summary>
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
