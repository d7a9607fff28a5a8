"""What a mentor learns from a room: where marks were lost, how fast they came, how well the judges agreed."""
