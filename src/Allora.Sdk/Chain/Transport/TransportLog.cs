using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Chain.Transport;

/// <summary>The endpoints' log messages: ids 1101 to 1199. Endpoints print without paths and headers.</summary>
internal static partial class TransportLog
{
    [LoggerMessage(1101, LogLevel.Warning, "{Endpoint} is not used for {Rest} after {Why}")]
    public static partial void CoolingDown(ILogger log, PooledEndpoint endpoint, TimeSpan rest, string why);

    [LoggerMessage(1102, LogLevel.Information, "{Endpoint} works again")]
    public static partial void Recovered(ILogger log, PooledEndpoint endpoint);

    [LoggerMessage(1103, LogLevel.Error, "{Endpoint} serves chain {Chain}, not {Wanted}: it is not used while there are others; correct or remove it")]
    public static partial void OtherChain(ILogger log, PooledEndpoint endpoint, string chain, string wanted);
}
