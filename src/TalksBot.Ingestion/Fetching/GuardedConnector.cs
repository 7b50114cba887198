using System.Net;
using System.Net.Sockets;

namespace TalksBot.Ingestion;

/// <summary>Finds the addresses of a host.</summary>
public interface INameResolver
{
    /// <summary>All addresses of <paramref name="host"/>; an address in figures is its own.</summary>
    /// <exception cref="SocketException">There is no such host, or the question was not answered.</exception>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);
}

/// <summary>Asks the system.</summary>
public sealed class SystemNameResolver : INameResolver
{
    /// <inheritdoc/>
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var literal)
            ? Task.FromResult<IPAddress[]>([literal])
            : Dns.GetHostAddressesAsync(host, cancellationToken);
}

/// <summary>A host that may not be fetched, because none of its addresses is public.</summary>
internal sealed class AddressRefusedException(string message) : Exception(message);

/// <summary>
/// Opens connections to public addresses alone. The very address that was checked is connected to: no second answer of the name service,
/// which might be another one, comes between.
/// </summary>
/// <param name="resolver">Finds addresses.</param>
/// <param name="allowed">Hosts whose address is not checked.</param>
/// <param name="dial">Opens a connection; null for a socket.</param>
internal sealed class GuardedConnector(INameResolver resolver, AllowedHosts allowed, Func<IPEndPoint, CancellationToken, Task<Stream>>? dial = null)
{
    private readonly Func<IPEndPoint, CancellationToken, Task<Stream>> _dial = dial ?? DialAsync;

    /// <summary>A connection to the host.</summary>
    /// <exception cref="AddressRefusedException">No address of it is public.</exception>
    /// <exception cref="SocketException">It cannot be found or reached.</exception>
    internal async ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        var addresses = await resolver.ResolveAsync(host, cancellationToken);
        var usable = allowed.Contains(host, port) ? addresses : Array.FindAll(addresses, PublicAddress.IsPublic);
        if (usable.Length == 0 && addresses.Length > 0)
        {
            throw new AddressRefusedException(
                $"{Printable.Of(host)} has no public address (it is {addresses[0]}) and is not fetched; if it is meant, add it to Ingestion:AllowHosts");
        }

        SocketException? last = null;
        foreach (var address in usable)
        {
            try
            {
                return await _dial(new IPEndPoint(address, port), cancellationToken);
            }
            catch (SocketException exception)
            {
                last = exception;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    private static async Task<Stream> DialAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
